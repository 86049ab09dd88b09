package io.keelson.compose.deb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which members of packages the image does without: documentation, languages, and what the treefile
/// removes from single packages.
///
/// @param documentation whether documentation stays
/// @param languages whose translations stay; empty keeps all
/// @param removals patterns by package name, found anywhere in the path, which begins with a slash
public record PackageFilter(boolean documentation, Set<String> languages, Map<String, List<Pattern>> removals) {
    /// Keeps everything.
    public static final PackageFilter ALL = new PackageFilter(true, Set.of(), Map.of());

    /// What Debian's policy says is documentation; licences must stay with what they license.
    private static final List<String> DOCUMENTATION = List.of(
            "usr/share/doc/",
            "usr/share/man/",
            "usr/share/info/",
            "usr/share/doc-base/",
            "usr/share/gtk-doc/",
            "usr/share/help/",
            "usr/share/lintian/",
            "usr/share/groff/",
            "usr/share/linda/");

    private static final Pattern TRANSLATION =
            Pattern.compile("usr/share/(?:locale|man|help)/([a-z]{2,3}(?:[_@.][^/]*)?)/.*");

    /// Whether this member of `packageName` goes into the image. Directories stay unless a pattern
    /// removes them.
    boolean keeps(String packageName, PackageEntry member) {
        String path = member.path();
        for (Pattern pattern : removals.getOrDefault(packageName, List.of())) {
            if (pattern.matcher("/" + path).find()) {
                return false;
            }
        }
        boolean content = !(member.entry() instanceof io.keelson.compose.tree.Entry.Dir);
        return !content || ((documentation || !isDocumentation(path)) && keepsLanguage(path));
    }

    private static boolean isDocumentation(String path) {
        return DOCUMENTATION.stream().anyMatch(path::startsWith) && !path.endsWith("/copyright");
    }

    private boolean keepsLanguage(String path) {
        if (languages.isEmpty() || !path.startsWith("usr/share/")) {
            return true;
        }
        var matcher = TRANSLATION.matcher(path);
        if (!matcher.matches()) {
            return true;
        }
        String language = matcher.group(1);
        return languages.contains(language) || languages.contains(language.replaceFirst("[_@.].*", ""));
    }
}
