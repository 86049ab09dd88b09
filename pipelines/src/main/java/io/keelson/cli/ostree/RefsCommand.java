package io.keelson.cli.ostree;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.CollectionRefs;
import io.keelson.ostree.Refs;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "refs", description = "List refs")
final class RefsCommand extends RepositoryCommand {
    @Option(names = "--delete", description = "Delete refs which match PREFIX, rather than listing them")
    private boolean delete;

    @Option(names = "--list", description = "Do not remove the prefix from the refs")
    private boolean full;

    @Option(
            names = {"-A", "--alias"},
            description = "If used with --create, create an alias, otherwise just list aliases")
    private boolean alias;

    @Option(names = "--create", paramLabel = "NEWREF", description = "Create a new ref for an existing commit")
    private @Nullable String create;

    @Option(names = "--force", description = "Overwrite existing refs when creating")
    private boolean force;

    @Option(
            names = {"-c", "--collections"},
            description = "Enable listing collection IDs for refs")
    private boolean collections;

    @Parameters(arity = "0..*", paramLabel = "PREFIX")
    private List<String> prefixes = List.of();

    @Override
    void run() throws IOException {
        if (create != null && prefixes.isEmpty()) {
            throw new KeelsonException("You must specify a revision when creating a new ref");
        }
        if (create != null && prefixes.size() > 1) {
            throw new KeelsonException("You must specify only 1 existing ref when creating a new ref");
        }
        if (delete && prefixes.isEmpty()) {
            throw new KeelsonException("At least one PREFIX is required when deleting refs");
        }
        try (Repository repo = open()) {
            for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
                if (collections) {
                    collectionRefs(repo, prefix);
                } else {
                    refs(repo, prefix);
                }
            }
        }
    }

    private void refs(Repository repo, String prefix) throws IOException {
        Refs refs = repo.refs();
        if (create != null) {
            create(repo, create, prefix);
        } else if (delete) {
            delete(refs, prefix);
        } else if (alias) {
            refs.aliases().forEach((name, target) -> print(prefix, name, " -> " + target));
        } else {
            refs.list().keySet().forEach(name -> print(prefix, name, ""));
        }
    }

    private void create(Repository repo, String name, String revision) throws IOException {
        Refs refs = repo.refs();
        boolean replacesAlias = alias && refs.aliases().containsKey(name);
        if (!force && !replacesAlias && refs.list().containsKey(name)) {
            throw new KeelsonException("--create specified but ref " + name + " already exists");
        }
        if (alias) {
            refs.alias(name, revision);
        } else {
            Digest commit = refs.resolve(revision);
            repo.readCommit(commit);
            refs.set(name, commit);
        }
    }

    private static void delete(Refs refs, String prefix) throws IOException {
        Map<String, String> aliases = refs.aliases();
        for (String name : refs.list().keySet()) {
            if (matches(prefix, name)) {
                expectNoAlias(aliases, name);
                refs.delete(name);
            }
        }
    }

    private static void expectNoAlias(Map<String, String> aliases, String name) {
        aliases.forEach((other, target) -> {
            if (target.equals(name)) {
                throw new KeelsonException("Ref '" + name + "' has an active alias: '" + other + "'");
            }
        });
    }

    private void collectionRefs(Repository repo, String collection) throws IOException {
        if (create != null) {
            createInCollection(repo, create, collection);
            return;
        }
        CollectionRefs refs = repo.collectionRefs();
        for (CollectionRef ref : refs.list().keySet()) {
            if (!collection.isEmpty() && !ref.collection().equals(collection)) {
                continue;
            }
            if (delete) {
                refs.delete(ref);
            } else {
                out().println(ref);
            }
        }
    }

    private void createInCollection(Repository repo, String text, String revision) throws IOException {
        CollectionRef ref = CollectionRef.parse(text);
        repo.collectionRefs().set(ref, repo.refs().resolve(revision));
    }

    private static boolean matches(String prefix, String name) {
        return prefix.isEmpty() || name.equals(prefix) || name.startsWith(directory(prefix));
    }

    /// `origin:` and, as flatpak writes it, `origin:.` mean all refs of a remote.
    private static String directory(String prefix) {
        if (prefix.endsWith(":.")) {
            return prefix.substring(0, prefix.length() - 1);
        }
        return prefix.endsWith(":") || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    private void print(String prefix, String name, String more) {
        if (matches(prefix, name)) {
            out().println((full || prefix.isEmpty() || name.equals(prefix) ? name : cut(prefix, name)) + more);
        }
    }

    /// The name without the prefix, but never without the remote.
    private static String cut(String prefix, String name) {
        String remote = name.substring(0, name.indexOf(':') + 1);
        return remote + name.substring(directory(prefix).length());
    }
}
