package io.keelson.packages.deb;

/// The order of Debian version numbers (policy 5.6.12): epoch, upstream version, revision.
public final class DebVersion {
    private DebVersion() {}

    /// Compares two versions as `dpkg --compare-versions` does. Never fails: text that is no version
    /// still has a place in the order.
    public static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        int colonA = a.indexOf(':');
        int colonB = b.indexOf(':');
        int order = compare(a, 0, Math.max(colonA, 0), b, 0, Math.max(colonB, 0));
        if (order != 0) {
            return order;
        }
        int dashA = dash(a, colonA);
        int dashB = dash(b, colonB);
        order = compare(a, colonA + 1, dashA, b, colonB + 1, dashB);
        return order != 0
                ? order
                : compare(
                        a, Math.min(dashA + 1, a.length()), a.length(), b, Math.min(dashB + 1, b.length()), b.length());
    }

    /// Whether `text` is a version that policy allows (a digit first, no character that has no place in one).
    public static boolean isValid(String text) {
        int colon = text.indexOf(':');
        int start = colon + 1;
        if (colon == 0 || start == text.length() || !isDigit(text.charAt(start))) {
            return false;
        }
        return text.substring(0, start == 0 ? 0 : colon).chars().allMatch(DebVersion::isDigit)
                && text.substring(start).chars().allMatch(c -> isDigit(c) || isLetter(c) || ".+-~:".indexOf(c) >= 0);
    }

    private static int dash(String version, int colon) {
        int dash = version.lastIndexOf('-');
        return dash > colon ? dash : version.length();
    }

    // Alternately a run of non-digits, compared by weight, and a run of digits, compared as a number of any length.
    private static int compare(String a, int i, int endA, String b, int j, int endB) {
        while (i < endA || j < endB) {
            while ((i < endA && !isDigit(a.charAt(i))) || (j < endB && !isDigit(b.charAt(j)))) {
                int order = weight(a, i, endA) - weight(b, j, endB);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            i = skipZeros(a, i, endA);
            j = skipZeros(b, j, endB);
            int digitsA = digitsEnd(a, i, endA);
            int digitsB = digitsEnd(b, j, endB);
            int order = compareNumbers(a, i, digitsA, b, j, digitsB);
            if (order != 0) {
                return order;
            }
            i = digitsA;
            j = digitsB;
        }
        return 0;
    }

    private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
        int order = Integer.compare(endA - i, endB - j);
        for (; order == 0 && i < endA; i++, j++) {
            order = Character.compare(a.charAt(i), b.charAt(j));
        }
        return order;
    }

    // The end and a digit weigh nothing, `~` less than nothing, letters less than all else.
    private static int weight(String s, int i, int end) {
        char c = i < end ? s.charAt(i) : '0';
        if (isDigit(c)) {
            return 0;
        }
        return c == '~' ? -1 : isLetter(c) ? c : c + 256;
    }

    private static int skipZeros(String s, int i, int end) {
        int at = i;
        while (at < end && s.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int digitsEnd(String s, int i, int end) {
        int at = i;
        while (at < end && isDigit(s.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
