package io.keelson.compose.treefile;

import java.nio.file.Path;

/// Where packages come from. The files are found beside the declaring treefile or beside the root
/// treefile, in this order.
public sealed interface RepoRef {
    /// The entry as a treefile has it.
    String declared();

    /// The apt sources that this machine is configured with: the word `host`.
    record HostSources() implements RepoRef {
        @Override
        public String declared() {
            return "host";
        }
    }

    /// A file with apt sources.
    ///
    /// @param path absolute
    record SourcesFile(String declared, Path path, Kind kind) implements RepoRef {}

    /// A section of a `.repo` file.
    ///
    /// @param path of the file that has the section, absolute
    record RpmRepo(String id, Path path) implements RepoRef {
        @Override
        public String declared() {
            return id;
        }
    }

    /// How a file with apt sources is written.
    enum Kind {
        /// Stanzas, `x.sources`.
        DEB822,
        /// One line each, `x.list`.
        LIST
    }
}
