package io.keelson.cli.quickstart;

import java.io.PrintStream;
import java.nio.file.Path;

/// What a person may try after the quickstart.
record NextSteps(Path treefile, Path directory, String ref, boolean booted) {
    void print(PrintStream out) {
        String repo = "--repo " + directory.resolve("repo");
        out.println();
        out.println("Try next:");
        out.println("  keelson ostree " + repo + " ls " + ref + " /usr/lib");
        out.println("  keelson resolve " + treefile);
        if (!booted) {
            out.println("  keelson image qemu " + repo + " " + ref);
        } else {
            out.println("  keelson image qemu " + repo + " --run 'systemctl status' " + ref);
        }
        out.println("  printf 'include: %s\\nref: mine\\npackages: [htop]\\n' " + treefile + " > my.yaml");
        out.println("  keelson compose my.yaml " + repo);
    }
}
