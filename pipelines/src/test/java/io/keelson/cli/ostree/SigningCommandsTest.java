package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningCommandsTest {
    @TempDir
    Path dir;

    private Path repo;
    private Path secret;
    private Path open;

    /// Output and error as one, and the exit status.
    private record Result(int status, String out) {}

    @BeforeEach
    void makeRepositoryAndKey() throws Exception {
        repo = dir.resolve("repo");
        Files.writeString(Files.createDirectories(dir.resolve("tree")).resolve("file"), "text");
        good("init", "--mode=archive");
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = tail(pair.getPrivate().getEncoded());
        byte[] point = tail(pair.getPublic().getEncoded());
        byte[] both = Arrays.copyOf(seed, 64);
        System.arraycopy(point, 0, both, 32, 32);
        secret = Files.writeString(dir.resolve("secret"), Base64.getEncoder().encodeToString(both) + "\n");
        open = Files.writeString(dir.resolve("open"), Base64.getEncoder().encodeToString(point) + "\n");
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    @Test
    void aCommitIsSignedWithTheKeysOfAFile() throws Exception {
        good("commit", "-b", "main", "--tree=dir=" + dir.resolve("tree"), "--sign-from-file=" + secret);
        assertThat(good("sign", "--verify", "--keys-file=" + open, "main"))
                .startsWith("ed25519: Signature verified successfully with key '");
        assertThat(good("sign", "--delete", "--keys-file=" + open, "main")).isEqualTo("Signatures deleted: 1\n");
        Result unsigned = ours("sign", "--verify", "--keys-file=" + open, "main");
        assertThat(unsigned.status()).isOne();
        assertThat(unsigned.out()).contains("error: ed25519: commit have no signatures of my type");
        good("sign", "--keys-file=" + secret, "main");
        good("sign", "--verify", "--keys-file=" + open, "main");
    }

    @Test
    void aCommitThatCannotBeSignedIsNotMade() throws Exception {
        Files.writeString(secret, "bm90IGEga2V5");
        Result failed = ours("commit", "-b", "main", "--tree=dir=" + dir.resolve("tree"), "--sign-from-file=" + secret);
        assertThat(failed.status()).isOne();
        assertThat(failed.out()).isEqualTo("error: Incorrect ed25519 secret key\n");
        assertThat(good("refs")).isEmpty();
        try (var objects = Files.walk(repo.resolve("objects"))) {
            assertThat(objects.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aSummaryThatCannotBeSignedStaysAsItWas() throws Exception {
        good("commit", "-b", "main", "--tree=dir=" + dir.resolve("tree"));
        good("summary", "-u", "--sign-from-file=" + secret);
        byte[] summary = Files.readAllBytes(repo.resolve("summary"));
        byte[] signatures = Files.readAllBytes(repo.resolve("summary.sig"));
        good("commit", "-b", "other", "--tree=dir=" + dir.resolve("tree"));
        Files.writeString(secret, "bm90IGEga2V5");
        Result failed = ours("summary", "-u", "--sign-from-file=" + secret);
        assertThat(failed.status()).isOne();
        assertThat(failed.out()).isEqualTo("error: Incorrect ed25519 secret key\n");
        assertThat(repo.resolve("summary")).hasBinaryContent(summary);
        assertThat(repo.resolve("summary.sig")).hasBinaryContent(signatures);
    }

    @Test
    void aSummaryIsSignedAnew() throws Exception {
        good("commit", "-b", "main", "--tree=dir=" + dir.resolve("tree"));
        good("summary", "-u", "--sign-from-file=" + secret);
        byte[] first = Files.readAllBytes(repo.resolve("summary.sig"));
        good("commit", "-b", "other", "--tree=dir=" + dir.resolve("tree"));
        good("summary", "-u", "--sign-from-file=" + secret);
        assertThat(Files.readAllBytes(repo.resolve("summary.sig")))
                .hasSameSizeAs(first)
                .isNotEqualTo(first);
        good("summary", "-u");
        assertThat(repo.resolve("summary.sig")).doesNotExist();
    }

    @Test
    void whatARemoteSendsIsLetInOnlyWithItsSignature() throws Exception {
        Path source = repo;
        good("commit", "-b", "main", "--tree=dir=" + dir.resolve("tree"));
        good("summary", "-u");
        repo = dir.resolve("client");
        good("init", "--mode=archive");
        good("remote", "add", "--no-gpg-verify", "--sign-verify=ed25519=file:" + open, "o", "file://" + source);
        good("config", "set", "remote \"o\".sign-verify-summary", "ed25519");
        assertFailure("no summary.sig found");
        sign(source, "summary", "-u", "--sign-from-file=" + secret);
        assertFailure("Can't verify commit without detached metadata");
        assertThat(good("refs")).isEmpty();
        sign(source, "sign", "--keys-file=" + secret, "main");
        good("pull", "o", "main");
        assertThat(good("refs")).isEqualTo("o:main\n");
        Files.write(open, Base64.getEncoder().encode(new byte[32]));
        assertFailure("ed25519: Signature couldn't be verified with: key '");
    }

    private void assertFailure(String message) {
        Result failed = ours("pull", "o", "main");
        assertThat(failed.status()).isOne();
        assertThat(failed.out()).contains(message);
    }

    private void sign(Path in, String... command) {
        Path client = repo;
        repo = in;
        good(command);
        repo = client;
    }

    private String good(String... arguments) {
        Result result = ours(arguments);
        assertThat(result.status()).as(result.out()).isZero();
        return result.out();
    }

    private Result ours(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("--repo=" + repo));
        all.addAll(List.of(arguments));
        int status = OstreeMain.commandLine(new OstreeCommand(out, out), all.toArray(String[]::new))
                .execute(all.toArray(String[]::new));
        out.flush();
        return new Result(status, bytes.toString(StandardCharsets.UTF_8));
    }
}
