package io.keelson.bootstrap.health.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as text.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final List<String> SYSTEM =
            List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt");

    private Pem() {}

    /// The file with whom this host trusts, as its administrator set it; Java has a list of its own, which is another.
    static Optional<String> systemAuthorities() {
        return SYSTEM.stream().filter(file -> Files.isReadable(Path.of(file))).findFirst();
    }

    static String read(String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    static List<Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                found.add(factory.generateCertificate(new ByteArrayInputStream(bytes(blocks))));
            }
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException("no certificate was found where one was expected");
        }
        return found;
    }

    /// The first private key; kubelet keeps it in one file with its certificate.
    static PrivateKey key(String text) throws GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(bytes(blocks), List.of("EC", "RSA", "EdDSA"));
                }
                case "EC PRIVATE KEY" -> {
                    return key(Der.wrapEc(bytes(blocks)), List.of("EC"));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(Der.wrapRsa(bytes(blocks)), List.of("RSA"));
                }
                default -> {}
            }
        }
        throw new GeneralSecurityException("no private key was found where one was expected");
    }

    private static PrivateKey key(byte[] encoded, List<String> algorithms) throws GeneralSecurityException {
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // one of another kind
            }
        }
        throw new GeneralSecurityException("the private key is of no kind that is known here: " + algorithms);
    }

    private static byte[] bytes(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }
}
