package io.keelson.bootstrap.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be said of a host, a group, or all hosts.
enum Setting {
    ADDRESS(false, "a name or an address"),
    PORT(false, "a number from 1 to 65535"),
    USER(false, "a user's name"),
    IDENTITY_FILES(true, "paths of private keys"),
    ONLY_IDENTITIES(false, "true or false"),
    AGENT(false, "true, false or the path of a socket"),
    KNOWN_HOSTS(true, "paths of known_hosts files"),
    HOST_KEY_ALIAS(false, "a name in known_hosts"),
    HOST_KEYS(false, "strict or accept-new"),
    JUMP(true, "hosts of this inventory or of ssh_config, or none"),
    CONNECT_TIMEOUT(false, "a time such as 10s or 1m"),
    SUDO(false, "true or false"),
    NODE(false, "a node's name in Kubernetes");

    private final boolean list;
    private final String form;

    Setting(boolean list, String form) {
        this.list = list;
        this.form = form;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Setting> of(String key) {
        return Stream.of(values()).filter(s -> s.key().equals(key)).findFirst();
    }

    static List<String> keys() {
        return Stream.of(values()).map(Setting::key).toList();
    }

    /// What is wrong with a value, or null.
    @Nullable
    String mistake(List<String> words) {
        boolean right = (list || words.size() == 1) && words.stream().allMatch(this::accepts);
        return right ? null : "'" + key() + "' is " + form + ", not '" + String.join(", ", words) + "'";
    }

    private boolean accepts(String word) {
        return switch (this) {
            case PORT -> word.matches("[0-9]{1,5}") && Integer.parseInt(word) > 0 && Integer.parseInt(word) < 65536;
            case ONLY_IDENTITIES, SUDO -> word.matches("true|false");
            case HOST_KEYS -> word.matches("strict|accept-new");
            case CONNECT_TIMEOUT -> Times.parse(word).isPresent();
            case USER -> word.matches("[^\\s\\p{Cntrl}@-][^\\s\\p{Cntrl}@]*");
            case NODE, HOST_KEY_ALIAS -> word.matches("[A-Za-z0-9._:-]+");
            case ADDRESS -> word.matches("[A-Za-z0-9_:%\\[][A-Za-z0-9._:%\\[\\]-]*");
            case IDENTITY_FILES, KNOWN_HOSTS, AGENT, JUMP -> !word.isBlank();
        };
    }
}
