package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What one image is to be: the keys of a treefile after includes, conditions, variables and
/// defaults. Immutable; lists and sets cannot be changed. There is one accessor for each key, with
/// the key's name in camel case; `keelson treefile explain KEY` says what it means.
public final class Treefile {
    private final Values values;
    private final Edition edition;
    private final String basearch;
    private final SortedMap<String, VarValue> variables;
    private final List<RepoRef> repos;
    private final List<Path> treefiles;
    private final List<Path> finalizeScripts;
    private final List<String> notes;

    private Treefile(Values values, Loader loader, LoadOptions options, List<Path> finalizeScripts, Problems problems) {
        this.values = values;
        this.edition = values.get(Keys.EDITION).orElse(Edition.E2014);
        this.basearch = options.basearch();
        this.variables = loader.variables().asMap();
        this.repos = values.get(Keys.REPOS)
                .map(Treefile::distinct)
                .orElseGet(() -> RepoFiles.enabled(loader.root(), values.list(Keys.LOCKFILE_REPOS)));
        this.treefiles = loader.files();
        this.finalizeScripts = finalizeScripts;
        this.notes = problems.notes();
    }

    /// Reads a treefile and everything that it includes.
    ///
    /// @throws KeelsonException (exit status 2) with all mistakes of all files, one per line as
    ///     `file:line:column: message`, in the order of files and lines
    public static Treefile load(Path file, LoadOptions options) {
        Problems problems = new Problems();
        Loader loader = new Loader(file, options, problems);
        Origin start = new Origin(file.toString(), 1, 1);
        Values values = loader.load(file.toAbsolutePath().normalize(), file.toString(), start, 0);
        Finish.apply(values, loader.variables(), problems);
        List<Path> scripts = FinalizeScripts.find(loader.directories(), problems);
        if (!problems.none()) {
            throw problems.toException();
        }
        return new Treefile(values, loader, options, scripts, problems);
    }

    private static List<RepoRef> distinct(List<RepoRef> repos) {
        return repos.stream().distinct().toList();
    }

    private <T> T value(Key<T> key) {
        return values.get(key)
                .or(() -> key.defaultIn(edition))
                .orElseThrow(() -> new IllegalStateException(key.name() + " has no default"));
    }

    private Optional<String> text(Key<Template> key) {
        return values.get(key).map(Template::text);
    }

    private SortedMap<String, JsonNode> json(Key<SortedMap<String, Node>> key) {
        SortedMap<String, JsonNode> result = new TreeMap<>();
        values.get(key).ifPresent(map -> map.forEach((name, node) -> result.put(name, node.toJson())));
        return Collections.unmodifiableSortedMap(result);
    }

    private Set<String> names(Key<List<Requested>> key) {
        Set<String> names =
                values.list(key).stream().map(Requested::text).collect(Collectors.toCollection(TreeSet::new));
        return Collections.unmodifiableSet(names);
    }

    /// Remarks for the author, each with its place: ignored and deprecated keys, overruled values.
    public List<String> notes() {
        return notes;
    }

    /// Where the key was given: the value's place in the outermost file that has it.
    ///
    /// @param key as `explain` lists it; nothing for an unknown key or one that has its default
    public Optional<Origin> origin(String key) {
        return Keys.find(key).map(values::origin);
    }

    public Edition edition() {
        return edition;
    }

    public Optional<String> ref() {
        return text(Keys.REF);
    }

    /// A fresh copy of each value.
    public SortedMap<String, JsonNode> metadata() {
        return json(Keys.METADATA);
    }

    public String basearch() {
        return basearch;
    }

    /// All variables, with `basearch` and `releasever`.
    public SortedMap<String, VarValue> variables() {
        return variables;
    }

    public SortedMap<String, String> repovars() {
        return Collections.unmodifiableSortedMap(values.get(Keys.REPOVARS).orElseGet(TreeMap::new));
    }

    public Optional<Rojig> rojig() {
        return values.get(Keys.ROJIG).map(Treefile::rojig);
    }

    private static Rojig rojig(Map<String, Template> fields) {
        Map<String, String> texts = fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text()));
        return new Rojig(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("summary", ""),
                texts.getOrDefault("license", ""),
                Optional.ofNullable(texts.get("description")));
    }

    /// Each once. Without the key: everything that is enabled beside the first treefile and not in `lockfile-repos`;
    /// that may be nothing.
    public List<RepoRef> repos() {
        return repos;
    }

    public List<RepoRef> lockfileRepos() {
        return distinct(values.list(Keys.LOCKFILE_REPOS));
    }

    /// With those of `bootstrap-packages` and of `packages-ARCH`; sorted.
    public List<Requested> packages() {
        return values.list(Keys.PACKAGES);
    }

    /// In the order of the treefile; no package is in two of them.
    public List<RepoPackages> repoPackages() {
        return values.list(Keys.REPO_PACKAGES);
    }

    public List<Requested> excludePackages() {
        return values.list(Keys.EXCLUDE_PACKAGES);
    }

    public Optional<String> platformModule() {
        return text(Keys.PLATFORM_MODULE);
    }

    public boolean recommends() {
        return value(Keys.RECOMMENDS);
    }

    public boolean documentation() {
        return value(Keys.DOCUMENTATION);
    }

    /// Empty means all languages.
    public List<String> installLangs() {
        return values.list(Keys.INSTALL_LANGS);
    }

    public List<String> ostreeLayers() {
        return values.list(Keys.OSTREE_LAYERS);
    }

    public List<String> ostreeOverrideLayers() {
        return values.list(Keys.OSTREE_OVERRIDE_LAYERS);
    }

    public boolean container() {
        return value(Keys.CONTAINER);
    }

    public boolean selinux() {
        return value(Keys.SELINUX);
    }

    /// 0 or 1.
    public int selinuxLabelVersion() {
        return value(Keys.SELINUX_LABEL_VERSION);
    }

    public boolean ignoreDevices() {
        return value(Keys.IGNORE_DEVICES);
    }

    public boolean ima() {
        return value(Keys.IMA);
    }

    public Optional<String> gpgKey() {
        return values.get(Keys.GPG_KEY);
    }

    public BootLocation bootLocation() {
        return value(Keys.BOOT_LOCATION);
    }

    public boolean tmpIsDir() {
        return value(Keys.TMP_IS_DIR);
    }

    public OptUsrlocal optUsrlocal() {
        return value(Keys.OPT_USRLOCAL);
    }

    /// `--no-hostonly` when the treefile has none.
    public List<String> initramfsArgs() {
        List<String> given = values.list(Keys.INITRAMFS_ARGS);
        return given.isEmpty() ? List.of("--no-hostonly") : given;
    }

    public boolean noInitramfs() {
        return value(Keys.NO_INITRAMFS);
    }

    public boolean readonlyExecutables() {
        return value(Keys.READONLY_EXECUTABLES);
    }

    public List<String> units() {
        return values.list(Keys.UNITS);
    }

    public Optional<String> defaultTarget() {
        return values.get(Keys.DEFAULT_TARGET);
    }

    public boolean machineidCompat() {
        return value(Keys.MACHINEID_COMPAT);
    }

    /// A number or text.
    public Optional<VarValue> releasever() {
        return values.get(Keys.RELEASEVER);
    }

    /// For [NextVersion]; may hold date tags.
    public Optional<String> automaticVersionPrefix() {
        return text(Keys.AUTOMATIC_VERSION_PREFIX);
    }

    /// One ASCII character.
    public String automaticVersionSuffix() {
        return value(Keys.AUTOMATIC_VERSION_SUFFIX);
    }

    public Optional<String> mutateOsRelease() {
        return text(Keys.MUTATE_OS_RELEASE);
    }

    public List<String> etcGroupMembers() {
        return values.list(Keys.ETC_GROUP_MEMBERS);
    }

    public boolean preservePasswd() {
        return value(Keys.PRESERVE_PASSWD);
    }

    public CheckPasswd checkPasswd() {
        return value(Keys.CHECK_PASSWD);
    }

    public CheckGroups checkGroups() {
        return value(Keys.CHECK_GROUPS);
    }

    /// Sorted; `*` stands for all.
    public Set<String> ignoreRemovedUsers() {
        return names(Keys.IGNORE_REMOVED_USERS);
    }

    /// Sorted; `*` stands for all.
    public Set<String> ignoreRemovedGroups() {
        return names(Keys.IGNORE_REMOVED_GROUPS);
    }

    public Sysusers sysusers() {
        return value(Keys.SYSUSERS);
    }

    public List<Script> postprocess() {
        return values.list(Keys.POSTPROCESS);
    }

    public Optional<FileRef> postprocessScript() {
        return values.get(Keys.POSTPROCESS_SCRIPT);
    }

    public List<AddFile> addFiles() {
        return values.list(Keys.ADD_FILES);
    }

    /// Paths without a leading or trailing slash and without `..`.
    public List<String> removeFiles() {
        return values.list(Keys.REMOVE_FILES);
    }

    public List<RemoveFromPackage> removeFromPackages() {
        return values.list(Keys.REMOVE_FROM_PACKAGES);
    }

    /// A fresh copy of each value.
    public SortedMap<String, JsonNode> addCommitMetadata() {
        return json(Keys.ADD_COMMIT_METADATA);
    }

    public MetadataTarget repoMetadata() {
        return value(Keys.REPO_METADATA);
    }

    public MetadataTarget advisoriesMetadata() {
        return value(Keys.ADVISORIES_METADATA);
    }

    public Rpmdb rpmdb() {
        return value(Keys.RPMDB);
    }

    public boolean rpmdbNormalize() {
        return value(Keys.RPMDB_NORMALIZE);
    }

    public List<String> containerCmd() {
        return values.list(Keys.CONTAINER_CMD);
    }

    public boolean cliwrap() {
        return value(Keys.CLIWRAP);
    }

    public List<String> cliwrapBinaries() {
        return values.list(Keys.CLIWRAP_BINARIES);
    }

    /// The executables of `finalize.d` beside each treefile that took part, in the order in which they run.
    public List<Path> finalizeScripts() {
        return finalizeScripts;
    }

    /// Every file that took part, absolute: treefiles, scripts, the sources of `add-files` (directories
    /// as such, not what is in them), passwd and group files, and the files that name repositories.
    /// For watching; what matters to the result is in [#inputDigest()].
    public List<Path> files() {
        Set<Path> files = new LinkedHashSet<>(treefiles);
        files.addAll(finalizeScripts);
        postprocessScript().ifPresent(script -> files.add(script.path()));
        addFiles().forEach(file -> files.add(file.source()));
        checkFiles().forEach(file -> files.add(file.path()));
        repos().forEach(repo -> path(repo).ifPresent(files::add));
        return List.copyOf(files);
    }

    private List<FileRef> checkFiles() {
        List<FileRef> files = new ArrayList<>();
        if (checkPasswd() instanceof CheckPasswd.File(FileRef file)) {
            files.add(file);
        }
        if (checkGroups() instanceof CheckGroups.File(FileRef file)) {
            files.add(file);
        }
        return files;
    }

    private static Optional<Path> path(RepoRef repo) {
        return switch (repo) {
            case RepoRef.HostSources _ -> Optional.empty();
            case RepoRef.SourcesFile file -> Optional.of(file.path());
            case RepoRef.RpmRepo section -> Optional.of(section.path());
        };
    }

    /// What the treefile says, as one value: the flattened form without `metadata`, and the content of
    /// every file that it brings into the image or runs. The same tree of files has the same digest in
    /// every directory. Packages and the commits of `ostree-layers` are not in it.
    ///
    /// @throws KeelsonException when a file cannot be read any more
    public Digest inputDigest() {
        InputDigest digest = new InputDigest();
        ObjectNode tree = toTree();
        tree.remove(Keys.METADATA.name());
        digest.text("treefile", Flattened.text(tree, false));
        postprocessScript().ifPresent(script -> digest.tree("postprocess-script", script.path()));
        addFiles().forEach(file -> digest.tree("add-files " + file.destination(), file.source()));
        checkFiles().forEach(file -> digest.tree("check", file.path()));
        finalizeScripts.forEach(script -> digest.tree("finalize.d " + FinalizeScripts.name(script), script));
        return digest.value();
    }

    /// The flattened treefile as `rpm-ostree compose tree --print-only` would print it: keys that were
    /// given or that the edition or `container` imply, in a fixed order, names of files as declared.
    public String toJson() {
        return Flattened.text(toTree(), true);
    }

    /// The same in YAML.
    public String toYaml() {
        return Flattened.yaml(toTree());
    }

    /// The same as a tree, a fresh one.
    public ObjectNode toTree() {
        return Flattened.tree(values, basearch);
    }
}
