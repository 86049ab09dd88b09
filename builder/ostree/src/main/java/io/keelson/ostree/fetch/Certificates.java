package io.keelson.ostree.fetch;

import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes a TLS context of PEM files.
final class Certificates {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Certificates() {}

    static SSLContext context(FetchSettings.Tls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours(tls), trusted(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new KeelsonException("TLS certificates: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] ours(FetchSettings.Tls tls) throws GeneralSecurityException, IOException {
        Path certificate = tls.certificate();
        Path key = tls.key();
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new KeelsonException("tls-client-cert-path and tls-client-key-path must be set together");
        }
        Certificate[] chain = read(certificate).toArray(Certificate[]::new);
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey(key), new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> read(Path pem) throws IOException {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content(pem)));
        } catch (CertificateException e) {
            throw new KeelsonException(pem + " is not a certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KeelsonException(file + ", which TLS needs, does not exist", e);
        }
    }

    private static PrivateKey privateKey(Path pem) throws IOException {
        Matcher matcher = KEY.matcher(new String(content(pem), StandardCharsets.ISO_8859_1));
        if (matcher.find()) {
            PKCS8EncodedKeySpec key =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(key);
                } catch (GeneralSecurityException e) {
                    // a key of another kind
                }
            }
        }
        throw new KeelsonException(pem + " is not a private key in the form PKCS #8")
                .withHint("convert it with 'openssl pkcs8 -topk8 -nocrypt -in KEY'");
    }

    private static TrustManager @Nullable [] trusted(FetchSettings.Tls tls)
            throws GeneralSecurityException, IOException {
        if (tls.permissive()) {
            return new TrustManager[] {new Anybody()};
        }
        Path authorities = tls.authorities();
        if (authorities == null) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate authority : read(authorities)) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /// Believes every server: what `tls-permissive` asks for.
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
