package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
    @TempDir
    Path directory;

    @Test
    void anEmptyTreefileHasTheDefaultsOf2014() {
        Treefile tree = new Trees(directory).yaml("# nothing yet\n");
        assertThat(tree.edition()).isEqualTo(Edition.E2014);
        assertThat(tree.ref()).isEmpty();
        assertThat(tree.packages()).isEmpty();
        assertThat(tree.repos()).isEmpty();
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.NEW);
        assertThat(tree.tmpIsDir()).isFalse();
        assertThat(tree.optUsrlocal()).isEqualTo(OptUsrlocal.VAR);
        assertThat(tree.recommends() && tree.documentation() && tree.selinux() && tree.ignoreDevices())
                .isTrue();
        assertThat(tree.machineidCompat() && tree.preservePasswd()).isTrue();
        assertThat(tree.container() || tree.ima() || tree.noInitramfs() || tree.readonlyExecutables())
                .isFalse();
        assertThat(tree.cliwrap() || tree.rpmdbNormalize()).isFalse();
        assertThat(tree.selinuxLabelVersion()).isZero();
        assertThat(tree.checkPasswd()).isEqualTo(new CheckPasswd.Previous());
        assertThat(tree.checkGroups()).isEqualTo(new CheckGroups.Previous());
        assertThat(tree.initramfsArgs()).containsExactly("--no-hostonly");
        assertThat(tree.automaticVersionSuffix()).isEqualTo(".");
        assertThat(tree.repoMetadata()).isEqualTo(MetadataTarget.INLINE);
        assertThat(tree.advisoriesMetadata()).isEqualTo(MetadataTarget.INLINE);
        assertThat(tree.rpmdb()).isEqualTo(Rpmdb.TARGET);
        assertThat(tree.sysusers()).isEqualTo(Sysusers.COMPOSE_AUTO);
        assertThat(tree.toJson().replaceAll("\\s", "")).isEqualTo("{\"basearch\":\"x86_64\"}");
    }

    @Test
    void theEditionOfAnIncludeCountsForTheWhole() {
        Treefile tree = new Trees(directory)
                .file("base.yaml", "edition: \"2024\"\n")
                .yaml("include: base.yaml\nboot-location: new\n");
        assertThat(tree.tmpIsDir()).isTrue();
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.NEW);
    }

    @Test
    void aNewerIncludeLeavesTheOlderEditionOfItsIncluderAlone() {
        Treefile tree = new Trees(directory)
                .file("base.yaml", "edition: \"2024\"\n")
                .yaml("include: base.yaml\nedition: \"2014\"\n");
        assertThat(tree.tmpIsDir()).isFalse();
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.NEW);
    }

    @Test
    void containerOverrulesWhateverFileItIsIn() {
        Treefile tree = new Trees(directory)
                .file("base.yaml", "container: true\n")
                .yaml("include: base.yaml\nselinux: true\ncheck-passwd: {type: previous}\nboot-location: new\n");
        assertThat(tree.selinux()).isFalse();
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.MODULES);
        assertThat(tree.tmpIsDir()).isTrue();
        assertThat(tree.preservePasswd()).isFalse();
        assertThat(tree.checkPasswd()).isEqualTo(new CheckPasswd.None());
        assertThat(tree.checkGroups()).isEqualTo(new CheckGroups.None());
        assertThat(tree.notes())
                .hasSize(3)
                .first()
                .asString()
                .contains("image.yaml:2:1: container: true makes selinux false");
    }

    @Test
    void olderSpellingsMeanTheSame() {
        Treefile tree = new Trees(directory).yaml("""
                        gpg_key: K
                        boot_location: modules
                        default_target: rescue.target
                        automatic_version_prefix: "7"
                        bootstrap_packages: [filesystem]
                        packages: [bash]
                        rpmdb: b-d-b
                        opt-usrlocal: stateoverlay
                        """);
        assertThat(tree.gpgKey()).contains("K");
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.MODULES);
        assertThat(tree.defaultTarget()).contains("rescue.target");
        assertThat(tree.automaticVersionPrefix()).contains("7");
        assertThat(tree.packages()).extracting(Requested::text).containsExactly("bash", "filesystem");
        assertThat(tree.rpmdb()).isEqualTo(Rpmdb.TARGET);
        assertThat(tree.optUsrlocal()).isEqualTo(OptUsrlocal.STATE_OVERLAY);
        assertThat(tree.origin("gpg-key")).contains(tree.origin("gpg_key").orElseThrow());
    }
}
