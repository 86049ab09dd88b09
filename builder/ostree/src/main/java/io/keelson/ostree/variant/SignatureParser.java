package io.keelson.ostree.variant;

import java.util.ArrayList;
import java.util.List;

/// Reads signatures.
final class SignatureParser {
    /// The depth at which GLib gives up; deeper nesting is never honest.
    static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    private SignatureParser(String text) {
        this.text = text;
    }

    static VariantType parse(String signature) {
        if (signature.equals("a{sv}")) {
            return Variant.DICTIONARY; // by far the commonest
        }
        SignatureParser parser = new SignatureParser(signature);
        VariantType type = parser.next(0);
        if (parser.at != signature.length()) {
            throw parser.bad();
        }
        return type;
    }

    private VariantType next(int depth) {
        if (at >= text.length() || depth > MAX_DEPTH) {
            throw bad();
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'a' -> new VariantType.Array(next(depth + 1));
            case 'm' -> new VariantType.Maybe(next(depth + 1));
            case '(' -> VariantType.Tuple.of(membersUntil(')', depth));
            case '{' -> entry(membersUntil('}', depth));
            default -> basic(c);
        };
    }

    private List<VariantType> membersUntil(char end, int depth) {
        List<VariantType> members = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != end) {
            members.add(next(depth + 1));
        }
        if (at++ >= text.length()) {
            throw bad();
        }
        return members;
    }

    private VariantType entry(List<VariantType> members) {
        if (members.size() != 2
                || !(members.getFirst() instanceof VariantType.Basic key)
                || key == VariantType.Basic.VARIANT) {
            throw bad();
        }
        return VariantType.Entry.of(key, members.getLast());
    }

    private VariantType basic(char c) {
        for (VariantType.Basic basic : VariantType.Basic.values()) {
            if (basic.signature().charAt(0) == c) {
                return basic;
            }
        }
        throw bad();
    }

    private VariantFormatException bad() {
        return new VariantFormatException("not a type: '" + text + "'");
    }
}
