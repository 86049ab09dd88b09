package io.keelson.e2e;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Releases of an image: a repository on loopback, and commits that differ from the first one in a few files.
final class HostReleases implements AutoCloseable {
    private final Path dir;
    private final Path repo;
    private final String base;
    private final HttpServer server;

    /// @param base the ref of the first release
    HostReleases(Path dir, Path repo, String base) {
        this.dir = dir;
        this.repo = repo;
        this.base = base;
        this.server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), repo, SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    /// Where a machine in QEMU finds the repository.
    String url() {
        return "http://10.0.2.2:" + server.getAddress().getPort();
    }

    /// Commits `ref`: the first release and what `script` puts into its current directory. In it, `$kernel` is the
    /// kernel's directory in the tree, `base FILE` prints a file of the first release, and `append DIR FILE` adds a
    /// directory to the initramfs FILE.
    ///
    /// @return the commit
    String release(String ref, String script) throws Exception {
        Path overlay = Files.createTempDirectory(dir, "overlay");
        String prelude = """
                append() { (cd "$1" && find . | cpio --quiet -o -H newc) >"$2.more"; truncate -s %4 "$2"; cat "$2.more" >>"$2"; rm "$2.more"; }
                kernel=$(ostree --repo="$2" ls "$3" /usr/lib/modules | awk '$NF != "/usr/lib/modules" { print $NF }')
                chmod 755 .
                mkdir -p ".$kernel" usr/lib/keelson/health.d usr/lib/systemd/system
                base() { ostree --repo="$repo" cat "$from" "$1"; }
                """;
        return Shell.run(
                overlay,
                "repo=$2 from=$3\n" + prelude + script
                        + "\nostree --repo=\"$2\" commit --canonical-permissions --branch=\"$1\" --tree=ref=\"$3\" --tree=dir=."
                        + " --add-metadata-string=version=\"$1\"\nostree --repo=\"$2\" summary --update",
                ref,
                repo,
                base);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
