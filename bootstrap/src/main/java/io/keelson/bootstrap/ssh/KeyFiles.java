package io.keelson.bootstrap.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/// Private keys in files, each read and decrypted once however many hosts want it.
final class KeyFiles {
    private final Passphrases passphrases;
    private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

    KeyFiles(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /// A key, or why there is none.
    sealed interface Loaded {
        record Ready(KeyProvider key) implements Loaded {}

        record Unusable(String reason) implements Loaded {}
    }

    Loaded load(Path file) {
        return loaded.computeIfAbsent(file, this::read);
    }

    /// What stands in `FILE.pub`, when it is there.
    static Optional<PublicBlob> publicKey(Path file) {
        try {
            String[] words = Files.readString(Path.of(file + ".pub"), StandardCharsets.ISO_8859_1)
                    .strip()
                    .split("\\s+", -1);
            return words.length < 2 ? Optional.empty() : Optional.of(PublicBlob.ofBase64(words[1]));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Loaded read(Path file) {
        try {
            if (!Files.isReadable(file)) {
                return new Loaded.Unusable(Files.exists(file) ? "cannot be read" : "is not there");
            }
            Asked asked = new Asked(file);
            FileKeyProvider provider = provider(file);
            provider.init(file.toFile(), asked);
            return decrypted(provider, asked);
        } catch (IOException e) {
            return new Loaded.Unusable("is no private key of a form that we know: " + e.getMessage());
        }
    }

    private static FileKeyProvider provider(Path file) throws IOException {
        return switch (KeyProviderUtil.detectKeyFileFormat(file.toFile())) {
            case OpenSSHv1 -> new OpenSSHKeyV1KeyFile();
            case PKCS8, OpenSSH -> new PKCS8KeyFile();
            default -> throw new IOException("convert it with ssh-keygen -p");
        };
    }

    private static Loaded decrypted(FileKeyProvider provider, Asked asked) {
        try {
            return new Loaded.Ready(new KeyPairWrapper(new KeyPair(provider.getPublic(), provider.getPrivate())));
        } catch (IOException | RuntimeException e) {
            return new Loaded.Unusable(asked.reason(String.valueOf(e.getMessage())));
        } catch (NoClassDefFoundError e) {
            return new Loaded.Unusable("is in the old encrypted PEM form: convert it with ssh-keygen -p");
        }
    }

    /// What sshj asks, and what came of it.
    private final class Asked implements PasswordFinder {
        private final Path file;
        private boolean asked;
        private boolean given;

        Asked(Path file) {
            this.file = file;
        }

        @Override
        @SuppressWarnings("NullAway") // null is sshj's "none"
        public char[] reqPassword(Resource<?> resource) {
            asked = true;
            Optional<char[]> passphrase = passphrases.of(file);
            given = passphrase.isPresent();
            return passphrase.orElse(null);
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }

        String reason(String failure) {
            if (!asked) {
                return "cannot be used: " + failure;
            }
            return given ? "is encrypted with another passphrase" : "is encrypted, and nobody gave the passphrase";
        }
    }
}
