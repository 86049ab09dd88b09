package io.keelson.bootstrap.health.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS with trust and identity from files.
final class Tls {
    private static final char[] NO_PASSWORD = new char[0];

    private Tls() {}

    /// Trusts these and nobody else.
    static SSLContext trusting(List<Certificate> authorities) throws GeneralSecurityException, IOException {
        return context(authorities, new KeyManager[0]);
    }

    /// The same, and says who we are.
    static SSLContext identified(List<Certificate> authorities, List<Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, NO_PASSWORD);
        return context(authorities, factory.getKeyManagers());
    }

    private static SSLContext context(List<Certificate> authorities, KeyManager[] keys)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        for (Certificate authority : authorities) {
            trusted.setCertificateEntry("ca" + trusted.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, factory.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
