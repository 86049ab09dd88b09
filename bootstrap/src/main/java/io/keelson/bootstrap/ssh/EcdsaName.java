package io.keelson.bootstrap.ssh;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.Map;

/// The JDK's keys on elliptic curves by the name `ECDSA`, by which sshj asks for them; the JDK calls them `EC`.
final class EcdsaName extends Provider {
    private EcdsaName() {
        super("KeelsonEcdsa", "1", "the JDK's EC keys under the name ECDSA");
    }

    /// From now on this JVM knows the name. Doing it again changes nothing.
    static synchronized void introduce() {
        EcdsaName provider = new EcdsaName();
        provider.putService(new Service(provider, "KeyFactory", "ECDSA", Keys.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Keys(KeyFactory.getInstance("EC"));
            }
        });
        Security.addProvider(provider);
    }

    private static final class Keys extends KeyFactorySpi {
        private final KeyFactory factory;

        Keys(KeyFactory factory) {
            this.factory = factory;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> kind) throws InvalidKeySpecException {
            return factory.getKeySpec(key, kind);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return factory.translateKey(key);
        }
    }
}
