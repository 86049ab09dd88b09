package io.keelson.bootstrap.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;

/// What is offered to hosts: nothing with SHA-1, CBC or DSA, and only what the JDK has itself.
final class Algorithms {
    /// SSH servers older than ten years do not meet here; the name says who calls.
    private static final String NAME = "Keelson";

    static final List<Factory.Named<KeyAlgorithm>> KEYS = List.of(
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256());

    private Algorithms() {}

    static Config config() {
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaName.introduce();
        return new Modern();
    }

    private static final class Modern extends DefaultConfig {
        Modern() {
            setVersion(NAME);
            setKeyAlgorithms(KEYS);
            setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        }

        @Override
        protected void initKeyExchangeFactories() {
            setKeyExchangeFactories(List.of(
                    new Curve25519SHA256.Factory(),
                    new Curve25519SHA256.FactoryLibSsh(),
                    new ECDHNistP.Factory256(),
                    new ECDHNistP.Factory384(),
                    new ECDHNistP.Factory521(),
                    DHGroups.Group16SHA512(),
                    DHGroups.Group14SHA256(),
                    new ExtInfoClientFactory()));
        }

        @Override
        protected void initCipherFactories() {
            setCipherFactories(List.of(
                    GcmCiphers.AES128GCM(),
                    GcmCiphers.AES256GCM(),
                    BlockCiphers.AES128CTR(),
                    BlockCiphers.AES192CTR(),
                    BlockCiphers.AES256CTR()));
        }

        @Override
        protected void initMACFactories() {
            setMACFactories(
                    List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        }
    }
}
