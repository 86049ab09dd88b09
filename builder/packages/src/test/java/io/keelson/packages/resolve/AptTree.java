package io.keelson.packages.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real apt with a tree of its own: no package installed, one local repository.
final class AptTree {
    private static final Pattern INSTALL = Pattern.compile("(?m)^Inst (\\S+?)(?::\\S+)? \\((\\S+) ");

    private final Path config;
    private String lastOutput = "";

    private AptTree(Path config) {
        this.config = config;
    }

    /// @param packages a `Packages` file
    static AptTree of(Path root, Path packages) throws IOException, InterruptedException {
        for (String dir : List.of(
                "etc/preferences.d", "etc/apt.conf.d", "state/lists/partial", "cache/archives/partial", "repo")) {
            Files.createDirectories(root.resolve(dir));
        }
        Files.writeString(root.resolve("status"), "");
        Files.copy(packages, root.resolve("repo/Packages"));
        Files.writeString(root.resolve("etc/sources.list"), "deb [trusted=yes] file:" + root.resolve("repo") + " ./\n");
        Path config = Files.writeString(root.resolve("apt.conf"), """
                Dir "%1$s"; Dir::Etc "%1$s/etc"; Dir::Etc::parts "apt.conf.d"; Dir::Etc::main "none";
                Dir::State "%1$s/state"; Dir::State::status "%1$s/status"; Dir::Cache "%1$s/cache";
                APT::Architecture "amd64"; APT::Architectures { "amd64"; };
                APT::Install-Recommends "false"; Debug::NoLocking "true"; APT::Sandbox::User "";
                Acquire::Languages "none"; Acquire::AllowInsecureRepositories "true";
                """.formatted(root));
        AptTree tree = new AptTree(config);
        if (tree.run(List.of("update")) != 0) {
            throw new IOException("apt-get update: " + tree.lastOutput);
        }
        return tree;
    }

    /// What `apt-get install` would install, as `name=version`, or nothing when it says that it cannot.
    Optional<Set<String>> install(List<String> names) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-s", "-y", "install"));
        arguments.addAll(names);
        if (run(arguments) != 0) {
            return Optional.empty();
        }
        Set<String> set = new TreeSet<>();
        Matcher m = INSTALL.matcher(lastOutput);
        while (m.find()) {
            set.add(m.group(1) + "=" + m.group(2));
        }
        return Optional.of(set);
    }

    String lastOutput() {
        return lastOutput;
    }

    private int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("APT_CONFIG", config.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        lastOutput = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
