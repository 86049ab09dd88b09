package io.keelson.ostree.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.FuzzTarget;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.remote.CookieJar;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.remote.Remotes;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What servers answer, and what is configured about them. Every request goes through a proxy that gives
/// hostile answers, so that none leaves the machine whatever host an input names.
public final class FuzzDocuments implements AutoCloseable {
    private static final String SHA = "0".repeat(64);

    private final Path dir;
    private final Repository repo;
    private final HostileServer server = new HostileServer();
    private final Fetcher fetcher;

    /// @param dir an empty directory
    /// @param repo its configuration is changed
    public FuzzDocuments(Path dir, Repository repo) throws IOException {
        this.dir = dir;
        this.repo = repo;
        this.fetcher = new Fetcher(
                new FetchSettings(
                        "test", List.of(), List.of(), 0, server.url(), false, FetchSettings.Tls.DEFAULT, null),
                bytes -> {});
    }

    /// Not closed before the last input was read.
    ///
    /// @param indexes lists of deltas
    public List<FuzzTarget> all(List<byte[]> indexes) {
        String metalink = """
                <?xml version="1.0" encoding="utf-8"?>
                <metalink version="3.0" xmlns="http://www.metalinker.org/">
                  <files><file name="summary"><size>123</size>
                    <verification><hash type="md5">0</hash><hash type="sha256">%s</hash></verification>
                    <resources maxconnections="1">
                      <url protocol="http" type="http" location="IN" preference="100">http://a.example/summary</url>
                      <url protocol="https" preference="9">https://b.example/x/summary</url>
                    </resources></file></files>
                </metalink>
                """.formatted(SHA);
        String mirrors = "# mirrors\nhttp://a.example/repo\nhttps://user:word@b.example:8080/\nhttp://[::1]/x\n";
        String remote = """
                [core]
                mode=archive
                repo_version=1
                [remote "origin"]
                url=http://user:word@a.example/%20
                contenturl=mirrorlist=http://b.example/
                branches=main;os/next;
                gpg-verify=false
                http2=1
                tls-ca-path=/nowhere
                """;
        String cookies = ".a.example\tTRUE\t/\tFALSE\t1893456000\tname\tvalue\n";
        return List.of(
                FuzzTarget.strict("metalink", bytes(metalink), this::metalink),
                FuzzTarget.strict("mirrorlist", bytes(mirrors), this::mirrors),
                FuzzTarget.strict("remote", bytes(remote), this::remote),
                FuzzTarget.strict("cookies", bytes(cookies), this::cookies),
                FuzzTarget.strict("list of deltas", indexes, this::index),
                FuzzTarget.strict("answer", HostileServer.honest(), this::answer));
    }

    private static List<byte[]> bytes(String text) {
        return List.of(text.getBytes(UTF_8));
    }

    private void metalink(byte[] bytes) throws IOException {
        server.answer(HostileServer.honest().getFirst());
        MetalinkReader.read(bytes).target(fetcher);
    }

    private void mirrors(byte[] bytes) throws IOException {
        server.answer(HostileServer.honest().getFirst());
        Path list = Files.write(dir.resolve("mirrors"), bytes);
        for (Site site : Mirrors.of(fetcher, "mirrorlist=" + list.toUri())) {
            fetcher.fetch(List.of(site), "config", Validators.NONE, 1000);
        }
    }

    /// The address and the flags of every remote are looked at, and the address is asked.
    private void remote(byte[] bytes) throws IOException {
        server.answer(HostileServer.honest().getFirst());
        Files.write(Files.createDirectories(dir.resolve("remotes.d")).resolve("fuzzed.conf"), bytes);
        Remotes remotes = new Remotes(repo, dir.resolve("remotes.d"));
        for (String name : remotes.names()) {
            Remote remote = remotes.get(name);
            remote.flag("gpg-verify", true);
            remote.list("branches");
            if (!remote.url().startsWith("file:")) {
                for (Site site : Mirrors.of(fetcher, remote.url())) {
                    fetcher.fetch(List.of(site), "config", Validators.NONE, 1000);
                }
            }
        }
    }

    private void cookies(byte[] bytes) throws IOException {
        for (CookieJar.Cookie cookie : new CookieJar(Files.write(dir.resolve("cookies"), bytes)).cookies()) {
            cookie.suits("www.a.example", "/", true, 1);
        }
    }

    private void index(byte[] bytes) throws IOException {
        Digest to = Digest.parse(SHA);
        Path place = dir.resolve("delta-indexes").resolve(DeltaName.indexPath(to));
        Files.createDirectories(place.getParent());
        Files.write(place, bytes);
        Map<String, Variant> indexed = Map.of("ostree.summary.indexed-deltas", Variant.of(true));
        DeltaOffers.of(fetcher, List.of(Site.parse(dir.toUri().toString())), indexed)
                .best(repo, to);
    }

    private void answer(byte[] bytes) throws IOException {
        server.answer(bytes);
        Site site = Site.parse("http://a.example/repo");
        fetcher.fetch(List.of(site), "summary", Validators.NONE, Summary.MAX_BYTES);
        fetcher.download(List.of(site), "objects/00/0.filez", dir.resolve("downloaded"));
        Files.deleteIfExists(dir.resolve("downloaded"));
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
        server.close();
    }
}
