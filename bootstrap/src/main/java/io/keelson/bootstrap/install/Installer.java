package io.keelson.bootstrap.install;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.bootstrap.rollout.HostReport;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes a host one of ours. Each step leaves alone what is right already, so that it can be repeated.
public final class Installer {
    private static final Duration UPLOAD = Duration.ofMinutes(30);
    private static final String NEW = "-";

    private final Wanted wanted;
    private final String root;

    /// What a host shall have.
    ///
    /// @param remotes where images come from
    /// @param units files for systemd, enabled
    public record Wanted(List<Bundle> bundles, List<RemoteSource> remotes, List<Unit> units) {
        /// What would be done, for people.
        public List<String> words() {
            List<String> words = new ArrayList<>();
            bundles.forEach(bundle -> words.add("put bundle " + bundle.name() + " " + bundle.version() + " ("
                    + (bundle.bytes() >> 20) + " MiB), try it, make it current"));
            remotes.forEach(remote -> words.add("add the remote " + remote.name() + " at " + remote.url()));
            units.forEach(unit -> words.add("enable " + unit.name()));
            return words;
        }
    }

    /// A file for systemd.
    public record Unit(String name, String content) {}

    /// @param root before every path on the host; empty for the host itself
    public Installer(Wanted wanted, String root) {
        this.wanted = wanted;
        this.root = root;
    }

    /// Does it.
    ///
    /// @return what was changed, a line each
    /// @throws KeelsonException when a step fails; what was current before still is
    public List<String> install(RemoteShell host) throws InterruptedException {
        List<String> done = new ArrayList<>();
        for (RemoteSource remote : wanted.remotes()) {
            remote.add(host, root, done);
        }
        for (Bundle bundle : wanted.bundles()) {
            bundle(host, bundle, done);
        }
        units(host, done);
        return done;
    }

    private void bundle(RemoteShell host, Bundle bundle, List<String> done) throws InterruptedException {
        String directory = root + "/var/lib/keelson/bundles/" + bundle.name();
        String[] there = run(host, "cannot look at " + directory, Scripts.LOOK, directory, bundle.version())
                .strip()
                .split(" ", 2);
        boolean same = there.length == 2 && there[1].equals(bundle.digest().hex());
        if (there.length != 2 || (!there[1].equals(NEW) && !same)) {
            throw new KeelsonException(host.name() + ": the bundle " + bundle.name() + " " + bundle.version()
                            + " is there already, with other content")
                    .withHint("give the new one another version, in its file 'version'");
        }
        if (!same) {
            put(host, bundle, directory);
        }
        check(host, bundle, directory);
        run(
                host,
                "cannot make the bundle current",
                Scripts.SWAP,
                directory,
                bundle.version(),
                program(bundle),
                root + "/usr/local/bin/" + program(bundle));
        if (!there[0].equals(bundle.version())) {
            String before = there[0].equals(NEW) ? "" : ", before it " + HostReport.shown(there[0]);
            done.add("bundle " + bundle.name() + " " + bundle.version() + before);
        }
    }

    private static String program(Bundle bundle) {
        return "keelson-" + bundle.name();
    }

    private static void put(RemoteShell host, Bundle bundle, String directory) throws InterruptedException {
        Invocation command = Invocation.of(
                        "sh",
                        "-c",
                        Scripts.PUT,
                        "sh",
                        directory,
                        bundle.version(),
                        bundle.digest().hex(),
                        Long.toString(bundle.bytes()))
                .within(UPLOAD);
        try (InputStream archive = archive(bundle)) {
            told(host, "cannot put the bundle " + bundle.name() + " onto it", host.run(command, archive));
        } catch (IOException e) {
            throw new KeelsonException("cannot read the bundle " + bundle.directory() + ": " + e.getMessage(), e);
        }
    }

    /// Written while it is read: no second copy of it anywhere. What is cut here is noticed there, by its digest.
    private static InputStream archive(Bundle bundle) throws IOException {
        PipedInputStream in = new PipedInputStream(1 << 18);
        PipedOutputStream out = new PipedOutputStream(in);
        Thread.ofVirtual().name("bundle " + bundle.name()).start(() -> {
            try (out) {
                bundle.write(out);
            } catch (IOException e) {
                // the reader is gone, or the digest will be another
            }
        });
        return in;
    }

    /// The new one must run before it becomes current.
    private static void check(RemoteShell host, Bundle bundle, String directory) throws InterruptedException {
        String program = directory + "/" + bundle.version() + "/bin/" + program(bundle);
        boolean isHost = bundle.name().equals("host");
        CommandResult result =
                host.run(isHost ? Invocation.of(program, "status", "--json") : Invocation.of(program, "--version"));
        String text = told(host, "the new " + program(bundle) + " does not run", result);
        if (isHost && HostReport.parse(text).booted().isEmpty()) {
            throw new KeelsonException(host.name() + " runs no deployment of OSTree")
                    .withHint("keelson image disk makes a disk for a host that does");
        }
    }

    private void units(RemoteShell host, List<String> done) throws InterruptedException {
        List<String> changed = new ArrayList<>();
        for (Unit unit : wanted.units()) {
            String path = root + "/etc/systemd/system/" + unit.name();
            byte[] content = unit.content().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            boolean same = host.read(path, 1 << 20)
                    .filter(there -> java.util.Arrays.equals(there, content))
                    .isPresent();
            if (!same) {
                host.write(path, content, 0644);
                changed.add(unit.name());
            }
        }
        if (!changed.isEmpty()) {
            told(host, "cannot reload systemd", host.run(Invocation.of("systemctl", "daemon-reload")));
            List<String> enable = new ArrayList<>(List.of("systemctl", "enable", "--"));
            enable.addAll(changed);
            told(host, "cannot enable units", host.run(Invocation.of(enable)));
            done.add("units " + String.join(" ", changed));
        }
    }

    private static String run(RemoteShell host, String what, String script, String... words)
            throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(words));
        return told(host, what, host.run(Invocation.of(argv)));
    }

    static String told(RemoteShell host, String what, CommandResult result) {
        return result.orFail(host.name() + ": " + what).stdout();
    }
}
