package io.keelson.cli.ostree;

import io.keelson.ostree.Refs;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
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

    @Parameters(arity = "0..1", paramLabel = "PREFIX")
    private @Nullable String prefix;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Refs refs = repo.refs();
            if (create != null) {
                create(repo, create);
            } else if (delete) {
                delete(refs);
            } else if (alias) {
                refs.aliases().forEach((name, target) -> out().println(name + " -> " + target));
            } else {
                refs.list().keySet().stream().filter(this::matches).forEach(this::print);
            }
        }
    }

    private void create(Repository repo, String name) throws IOException {
        if (prefix == null) {
            throw new KeelsonException("You must specify a revision");
        }
        Refs refs = repo.refs();
        if (!force && refs.list().containsKey(name)) {
            throw new KeelsonException("--create specified but ref " + name + " already exists");
        }
        if (alias) {
            refs.alias(name, prefix);
        } else {
            Digest commit = refs.resolve(prefix);
            repo.readCommit(commit);
            refs.set(name, commit);
        }
    }

    private void delete(Refs refs) throws IOException {
        if (prefix == null) {
            throw new KeelsonException("At least one PREFIX is required when deleting refs");
        }
        Map<String, String> aliases = refs.aliases();
        for (String name : refs.list().keySet()) {
            if (matches(name)) {
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

    private boolean matches(String name) {
        return prefix == null || name.equals(prefix) || name.startsWith(directory(prefix));
    }

    private static String directory(String prefix) {
        return prefix.endsWith(":") || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    private void print(String name) {
        boolean cut = prefix != null && !full && name.startsWith(directory(prefix));
        out().println(cut ? name.substring(directory(String.valueOf(prefix)).length()) : name);
    }
}
