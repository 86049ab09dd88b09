package io.keelson.compose.treefile;

import static io.keelson.compose.treefile.Key.append;
import static io.keelson.compose.treefile.Key.consumed;
import static io.keelson.compose.treefile.Key.first;
import static io.keelson.compose.treefile.Key.map;
import static io.keelson.compose.treefile.Key.union;

import io.keelson.compose.treefile.Include.Conditional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// All keys, in the order in which a flattened treefile has them. The one place that says what a
/// key is: parsing, merging, defaults, `print` and `explain` follow this table.
final class Keys {
    static final Key<List<Requested>> PACKAGES = union(
                    "packages", PackageTypes.set(), "Packages to install: names, provided names or globs.")
            .note("An entry is split at white space; single quotes keep a query with a version whole: 'podman >= 4.1'."
                    + " packages-ARCH adds to it on that architecture.");
    static final Key<List<Requested>> BOOTSTRAP_PACKAGES = union(
                    "bootstrap-packages", PackageTypes.set(), "Added to packages.")
            .or("bootstrap_packages")
            .unprinted()
            .note("Deprecated: write them in packages.");
    static final Key<List<RepoPackages>> REPO_PACKAGES = append(
                    "repo-packages",
                    Types.list(PackageTypes.pinned(), "a list of mappings with repo and packages"),
                    "Packages that must come from a certain repository.")
            .note("A later entry takes a package from the earlier ones.");
    static final Key<Boolean> CLIWRAP = first("cliwrap", Types.bool(), "Wrap programs like rpm in the image.")
            .byDefault(false)
            .note("Deprecated.");
    static final Key<List<String>> CLIWRAP_BINARIES = append(
                    "cliwrap-binaries", texts("the name of a program"), "The programs that cliwrap wraps.")
            .note("Deprecated.");

    static final Key<Edition> EDITION = first("edition", Types.word(Edition.class, Map.of()), "Which defaults hold.")
            .byDefault(Edition.E2014)
            .note("The edition of the merged treefile counts for all of its files; rpm-ostree applies it to each file"
                    + " alone.");
    static final Key<Template> REF = first("ref", ValueTypes.ref(), "The branch that the commit goes to.")
            .template()
            .otherwise("none");
    static final Key<SortedMap<String, Node>> METADATA = map("metadata", Types.opaque(), "Anything, for other tools.")
            .template()
            .note("Not part of the input hash.");
    static final Key<String> BASEARCH = first(
                    "basearch", ValueTypes.basearch(), "The architecture that is composed for.")
            .otherwise("that of the compose");
    static final Key<SortedMap<String, VarValue>> VARIABLES = map(
                    "variables", ValueTypes.variables(), "Values for ${name} in some keys, and for conditions.")
            .unprinted()
            .note("releasever and basearch are filled in. A variable that an include sets is also known to the"
                    + " conditions of the files that include it; rpm-ostree does not see it there.");
    static final Key<SortedMap<String, String>> REPOVARS = map(
                    "repovars", ValueTypes.repovars(), "Variables for the .repo files.")
            .unprinted();
    static final Key<SortedMap<String, Template>> ROJIG = first(
                    "rojig", ValueTypes.rojig(), "Describes an image for a scheme that is gone.")
            .template()
            .otherwise("none")
            .note("Without effect.");
    static final Key<List<RepoRef>> REPOS = append(
                    "repos",
                    Types.list(RepoFiles.repo(), "a list of repositories"),
                    "Where packages come from: sections of .repo files or names of .sources and .list files beside"
                            + " the treefile, or host for the apt sources of this machine.")
            .otherwise("all that are enabled beside the treefile")
            .note("Names are looked up beside the declaring treefile, then beside the first one. A section called"
                    + " host wins over the word host.");
    static final Key<List<RepoRef>> LOCKFILE_REPOS = append(
                    "lockfile-repos",
                    Types.list(RepoFiles.repo(), "a list of repositories"),
                    "Repositories for packages of the lockfile only.")
            .note("Without a lockfile they are not asked. With one, its packages are taken from here where these"
                    + " repositories have just the file that is locked, also when the others no longer have it.");
    static final Key<Boolean> SELINUX = first("selinux", Types.bool(), "Label the files with SELinux contexts.")
            .byDefault(true);
    static final Key<Boolean> IGNORE_DEVICES = first(
                    "ignore-devices", Types.bool(), "Leave device nodes out of the image; false makes them an error.")
            .byDefault(true);
    static final Key<Integer> SELINUX_LABEL_VERSION = first(
                    "selinux-label-version", ValueTypes.labelVersion(), "1 labels /usr/etc as if it were /etc.")
            .byDefault(0);
    static final Key<Sysusers> SYSUSERS = first(
                    "sysusers", Types.word(Sysusers.class, Map.of()), "When systemd-sysusers runs.")
            .byDefault(Sysusers.COMPOSE_AUTO);
    static final Key<Boolean> IMA = first(
                    "ima", Types.bool(), "Keep IMA signatures of packages as extended attributes.")
            .byDefault(false);
    static final Key<String> GPG_KEY = first("gpg-key", Types.text("the id of a key"), "The key that signs the commit.")
            .or("gpg_key")
            .otherwise("not signed");

    static final Key<List<Include>> INCLUDE = consumed(
                    "include", Include.names(), "Treefiles to start from, relative to this one.")
            .note("A file may be included once only; at most 50 levels.");
    static final Key<SortedMap<String, List<Include>>> ARCH_INCLUDE = consumed(
                    "arch-include", Include.byArchitecture(), "Treefiles to include on some architecture.")
            .note("After include.");
    static final Key<List<Conditional>> CONDITIONAL_INCLUDE = consumed(
                    "conditional-include",
                    Include.conditional(),
                    "Treefiles, by name or written in place, to include when conditions on variables hold.")
            .note("After include and arch-include. Operators: == != < <= > >=; of several conditions all must hold."
                    + " A treefile in place is checked as any other, counts as part of this file (so it beats what is"
                    + " included) and may use every key; rpm-ostree neither splits its packages nor refuses unknown"
                    + " keys there.");

    static final Key<List<String>> OSTREE_LAYERS = append(
                    "ostree-layers",
                    texts("a ref"),
                    "Refs or commits of the repository, laid over the packages; a conflict is an error.")
            .note("They are laid before scripts run. The layer's /usr/etc goes to /etc; directories that are there stay"
                    + " as they are.");
    static final Key<List<String>> OSTREE_OVERRIDE_LAYERS = append(
                    "ostree-override-layers",
                    texts("a ref"),
                    "Refs or commits of the repository, laid over the packages and ostree-layers; their files win.")
            .note("A directory is never replaced by a file, nor a file by a directory.");
    static final Key<List<Requested>> EXCLUDE_PACKAGES = append(
                    "exclude-packages", PackageTypes.list(), "Packages never to install.")
            .note("An error when another package cannot do without.");
    static final Key<Template> PLATFORM_MODULE = first(
                    "platform-module", Types.template("the name of a module"), "The module platform.")
            .template()
            .otherwise("derived from the packages")
            .note("Also taken from included files, where rpm-ostree loses it.");
    static final Key<Boolean> CONTAINER = first("container", Types.bool(), "The image is a container: no kernel.")
            .byDefault(false)
            .note("true makes boot-location modules, selinux false, tmp-is-dir true, preserve-passwd false and"
                    + " check-passwd and check-groups none, wherever in the files it is written; rpm-ostree applies"
                    + " it to each file alone.");
    static final Key<Boolean> RECOMMENDS = first("recommends", Types.bool(), "Install what packages recommend.")
            .byDefault(true);
    static final Key<Boolean> DOCUMENTATION = first(
                    "documentation", Types.bool(), "Install files that packages mark as documentation.")
            .byDefault(true);
    static final Key<List<String>> INSTALL_LANGS = append(
                    "install-langs", texts("a language"), "Languages of which files are installed.")
            .otherwise("all");
    static final Key<List<String>> INITRAMFS_ARGS = append(
                    "initramfs-args", texts("an argument"), "Arguments for dracut.")
            .otherwise("--no-hostonly");
    static final Key<Boolean> NO_INITRAMFS =
            first("no-initramfs", Types.bool(), "Make no initramfs.").byDefault(false);
    static final Key<Boolean> READONLY_EXECUTABLES = first(
                    "readonly-executables", Types.bool(), "Take the write bits from executables.")
            .byDefault(false);

    static final Key<BootLocation> BOOT_LOCATION = first(
                    "boot-location",
                    Types.word(BootLocation.class, Map.of()),
                    "Where the kernel goes: new is usr/lib/ostree-boot too, modules only usr/lib/modules.")
            .or("boot_location")
            .byDefault(BootLocation.NEW)
            .since2024(BootLocation.MODULES);
    static final Key<Boolean> TMP_IS_DIR = first(
                    "tmp-is-dir", Types.bool(), "/tmp is a directory, and not a link to sysroot/tmp.")
            .byDefault(false)
            .since2024(true);
    static final Key<OptUsrlocal> OPT_USRLOCAL = first(
                    "opt-usrlocal",
                    Types.word(OptUsrlocal.class, Map.of("stateoverlay", OptUsrlocal.STATE_OVERLAY)),
                    "What /opt and /usr/local are.")
            .byDefault(OptUsrlocal.VAR);

    static final Key<List<String>> UNITS = append(
                    "units",
                    Types.list(ValueTypes.unit(), "a list of systemd units"),
                    "Units to enable in multi-user.target.")
            .note("Not together with machineid-compat: false.");
    static final Key<String> DEFAULT_TARGET = first("default-target", ValueTypes.unit(), "The target that boots.")
            .or("default_target")
            .otherwise("what the packages say");
    static final Key<Boolean> MACHINEID_COMPAT = first(
                    "machineid-compat", Types.bool(), "An empty /etc/machine-id; false leaves it out.")
            .byDefault(true);

    static final Key<VarValue> RELEASEVER = first(
                    "releasever", ValueTypes.release(), "The release of the distribution, also a variable.")
            .otherwise("none");
    static final Key<Template> AUTOMATIC_VERSION_PREFIX = first(
                    "automatic-version-prefix",
                    Types.template("the beginning of a version"),
                    "Versions start with this and are counted up; may hold <date:FORMAT>.")
            .or("automatic_version_prefix")
            .template()
            .otherwise("no version");
    static final Key<String> AUTOMATIC_VERSION_SUFFIX = first(
                    "automatic-version-suffix", ValueTypes.suffix(), "Stands between prefix and count.")
            .byDefault(".");
    static final Key<Template> MUTATE_OS_RELEASE = first(
                    "mutate-os-release",
                    Types.template("the text to replace"),
                    "The text in os-release that the version replaces.")
            .template()
            .otherwise("os-release stays");

    static final Key<List<String>> ETC_GROUP_MEMBERS = append(
            "etc-group-members", texts("the name of a group"), "Groups that stay in /etc/group for people to be in.");
    static final Key<Boolean> PRESERVE_PASSWD = first(
                    "preserve-passwd", Types.bool(), "Users and groups keep the ids of the previous commit.")
            .byDefault(true);
    static final Key<CheckPasswd> CHECK_PASSWD = first(
                    "check-passwd", IdTypes.passwd(), "What the ids of users are checked against.")
            .byDefault(new CheckPasswd.Previous());
    static final Key<CheckGroups> CHECK_GROUPS = first(
                    "check-groups", IdTypes.groups(), "What the ids of groups are checked against.")
            .byDefault(new CheckGroups.Previous());
    static final Key<List<Requested>> IGNORE_REMOVED_USERS =
            union("ignore-removed-users", PackageTypes.set("a list of users"), "Users that may vanish; * is all.");
    static final Key<List<Requested>> IGNORE_REMOVED_GROUPS =
            union("ignore-removed-groups", PackageTypes.set("a list of groups"), "Groups that may vanish; * is all.");

    static final Key<FileRef> POSTPROCESS_SCRIPT = first(
                    "postprocess-script", FileTypes.scriptFile(), "A script to run in the image after postprocess.")
            .otherwise("none");
    static final Key<List<Script>> POSTPROCESS =
            append("postprocess", Types.list(FileTypes.script(), "a list of scripts"), "Scripts to run in the image.");
    static final Key<List<AddFile>> ADD_FILES = append(
                    "add-files",
                    Types.list(FileTypes.addFile(), "a list of pairs [source, destination]"),
                    "Files and directories to copy into the image.")
            .note("Sources are relative to the declaring file, so that equal names in two directories are two files;"
                    + " rpm-ostree takes one of them twice. Directories are copied with all that is in them.");
    static final Key<List<String>> REMOVE_FILES = append(
                    "remove-files", Types.list(FileTypes.removeFile(), "a list of paths"), "Paths to remove.")
            .note("Before add-files.");
    static final Key<List<RemoveFromPackage>> REMOVE_FROM_PACKAGES = append(
                    "remove-from-packages",
                    Types.list(FileTypes.removeFromPackage(), "a list of lists [package, expression, ...]"),
                    "Files of packages to leave out: regular expressions (JavaScript's) on the absolute path.")
            .note("An expression matches anywhere in the path; use ^ and $.");
    static final Key<SortedMap<String, Node>> ADD_COMMIT_METADATA = map(
                    "add-commit-metadata", Types.opaque(), "Metadata for the commit.")
            .template();
    static final Key<MetadataTarget> REPO_METADATA = first(
                    "repo-metadata", Types.word(MetadataTarget.class, Map.of()), "Where facts on repositories go.")
            .byDefault(MetadataTarget.INLINE);
    static final Key<MetadataTarget> ADVISORIES_METADATA = first(
                    "advisories-metadata", Types.word(MetadataTarget.class, Map.of()), "Where security advisories go.")
            .byDefault(MetadataTarget.INLINE);
    static final Key<Rpmdb> RPMDB = first(
                    "rpmdb",
                    Types.word(
                            Rpmdb.class,
                            Map.of(
                                    "bdb",
                                    Rpmdb.TARGET,
                                    "b-d-b",
                                    Rpmdb.TARGET,
                                    "ndb",
                                    Rpmdb.TARGET,
                                    "sqlite",
                                    Rpmdb.TARGET)),
                    "Whose rpm decides the format of the package database.")
            .byDefault(Rpmdb.TARGET)
            .note("bdb, ndb and sqlite are accepted and mean target.");
    static final Key<Boolean> RPMDB_NORMALIZE = first(
                    "rpmdb-normalize", Types.bool(), "Make the package database reproducible.")
            .byDefault(false)
            .note("Needs SOURCE_DATE_EPOCH.");
    static final Key<List<String>> CONTAINER_CMD = first(
                    "container-cmd", texts("an argument"), "What a container of this image runs.")
            .otherwise("none");

    /// Not keys of an image: they describe a change on a host, and a compose refuses them.
    static final Set<String> CLIENT_ONLY = Set.of(
            "base-refspec",
            "container-image-reference",
            "packages-local",
            "packages-local-fileoverride",
            "override-remove",
            "ex-override-replace",
            "override-replace-local",
            "initramfs",
            "custom",
            "override-commit",
            "unconfigured-state");

    private static final List<Key<?>> ALL = List.of(
            PACKAGES,
            BOOTSTRAP_PACKAGES,
            REPO_PACKAGES,
            CLIWRAP,
            CLIWRAP_BINARIES,
            EDITION,
            REF,
            METADATA,
            BASEARCH,
            VARIABLES,
            REPOVARS,
            ROJIG,
            REPOS,
            LOCKFILE_REPOS,
            SELINUX,
            IGNORE_DEVICES,
            SELINUX_LABEL_VERSION,
            SYSUSERS,
            IMA,
            GPG_KEY,
            INCLUDE,
            ARCH_INCLUDE,
            CONDITIONAL_INCLUDE,
            OSTREE_LAYERS,
            OSTREE_OVERRIDE_LAYERS,
            EXCLUDE_PACKAGES,
            PLATFORM_MODULE,
            CONTAINER,
            RECOMMENDS,
            DOCUMENTATION,
            INSTALL_LANGS,
            INITRAMFS_ARGS,
            NO_INITRAMFS,
            READONLY_EXECUTABLES,
            BOOT_LOCATION,
            TMP_IS_DIR,
            OPT_USRLOCAL,
            UNITS,
            DEFAULT_TARGET,
            MACHINEID_COMPAT,
            RELEASEVER,
            AUTOMATIC_VERSION_PREFIX,
            AUTOMATIC_VERSION_SUFFIX,
            MUTATE_OS_RELEASE,
            ETC_GROUP_MEMBERS,
            PRESERVE_PASSWD,
            CHECK_PASSWD,
            CHECK_GROUPS,
            IGNORE_REMOVED_USERS,
            IGNORE_REMOVED_GROUPS,
            POSTPROCESS_SCRIPT,
            POSTPROCESS,
            ADD_FILES,
            REMOVE_FILES,
            REMOVE_FROM_PACKAGES,
            ADD_COMMIT_METADATA,
            REPO_METADATA,
            ADVISORIES_METADATA,
            RPMDB,
            RPMDB_NORMALIZE,
            CONTAINER_CMD);

    private static final Map<String, Key<?>> BY_SPELLING = bySpelling();

    private Keys() {}

    private static Type<List<String>> texts(String one) {
        return Types.list(Types.text(one), "a list of text");
    }

    private static Map<String, Key<?>> bySpelling() {
        Map<String, Key<?>> keys = new LinkedHashMap<>();
        for (Key<?> key : ALL) {
            keys.put(key.name(), key);
            key.otherSpellings().forEach(spelling -> keys.put(spelling, key));
        }
        return keys;
    }

    static List<Key<?>> all() {
        return ALL;
    }

    static Optional<Key<?>> find(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }

    /// Everything that may be meant by a misspelt key.
    static Collection<String> spellings() {
        List<String> all = new ArrayList<>(BY_SPELLING.keySet());
        all.addAll(CLIENT_ONLY);
        return all;
    }
}
