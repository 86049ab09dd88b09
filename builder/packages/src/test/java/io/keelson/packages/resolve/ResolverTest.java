package io.keelson.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.packages.LockedPackage;
import io.keelson.packages.PackageLock;
import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.Selected;
import io.keelson.packages.deb.Stanzas;
import io.keelson.packages.deb.Universe;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final ResolveOptions PLAIN = ResolveOptions.of("amd64").withEssential(false);

    @Test
    void takesTheNewestAndTheFirstAlternativeAndNothingElse() throws IOException {
        String universe = """
                a 1; Depends: x | y, lib (>= 1); Recommends: r; Suggests: s
                x 1
                y 1
                r 1
                s 1
                lib 1
                lib 2
                lib 1.5
                """;
        assertThat(install(universe, PLAIN, "a")).containsExactly("lib 2", "x 1", "a 1");
        assertThat(install(universe, PLAIN.withRecommends(true), "a")).containsExactly("lib 2", "r 1", "x 1", "a 1");
        assertThat(install(universe, PLAIN, "a", "y")).containsExactly("lib 2", "y 1", "a 1");
    }

    @Test
    void essentialPackagesComeWithoutBeingAskedFor() throws IOException {
        String universe = "dash 1; Essential: yes; Depends: lib\nlib 1\nother 1\nold 1; Essential: yes\nold 2";
        ResolveOptions options = ResolveOptions.of("amd64");
        assertThat(install(universe, options)).containsExactly("lib 1", "dash 1");
        Resolution resolution = Resolver.resolve(Stanzas.universe(universe), List.of(), options);
        assertThat(resolution.packages())
                .map(s -> s.reason().text())
                .containsExactly("dash 1 Depends: lib", "essential");
    }

    @Test
    void anEssentialPackageCanBeExcludedUnlessSomethingNeedsIt() throws IOException {
        String universe = "dash 1; Essential: yes\nlogin 1; Essential: yes\na 1; Depends: login";
        ResolveOptions options = ResolveOptions.of("amd64").withExclude(Set.of("login"));
        assertThat(install(universe, options)).containsExactly("dash 1");
        assertFails(universe, options, List.of("a")).hasMessageContaining("login 1 is excluded by 'login'");
    }

    @Test
    void dependenciesComeFirstAndCyclesBreakAtPreDepends() throws IOException {
        String universe = """
                app 1; Depends: b, a
                a 1; Depends: b
                b 1; Depends: c; Pre-Depends: pre
                c 1; Depends: a
                pre 1
                zero 1; Pre-Depends: app
                """;
        List<String> order = install(universe, PLAIN, "zero");
        assertThat(order).containsExactly("pre 1", "a 1", "c 1", "b 1", "app 1", "zero 1");
    }

    @Test
    void versionedProvidesSatisfyVersionedDependenciesOthersDoNot() throws IOException {
        String universe = """
                a 1; Depends: v (>= 2)
                p1 1; Provides: v
                p2 1; Provides: v (= 1)
                p3 1; Provides: v (= 3)
                """;
        assertThat(install(universe, PLAIN, "a")).containsExactly("p3 1", "a 1");
    }

    @Test
    void aConflictIsSteppedAroundByAnotherAlternative() throws IOException {
        String universe = """
                a 1; Depends: x | y
                b 1; Conflicts: x
                x 1
                y 1
                """;
        assertThat(install(universe, PLAIN, "a", "b")).containsExactly("b 1", "y 1", "a 1");
    }

    @Test
    void looksAheadWhenTheFirstChoicesLeadNowhere() throws IOException {
        // x is fine until z is reached, far behind it; and only the older lib goes with y's needs.
        String universe = """
                a 1; Depends: x | y, deep
                x 1
                y 1; Depends: lib (<< 2)
                deep 1; Depends: deeper
                deeper 1; Breaks: x
                lib 1
                lib 2
                """;
        assertThat(install(universe, PLAIN, "a")).containsExactly("deeper 1", "deep 1", "lib 1", "y 1", "a 1");
    }

    @Test
    void anOlderVersionIsTakenWhenTheNewestCannotBe() throws IOException {
        String universe = """
                a 2; Depends: gone
                a 1; Depends: lib
                lib 1
                """;
        assertThat(install(universe, PLAIN, "a")).containsExactly("lib 1", "a 1");
    }

    @Test
    void aRecommendationThatCannotBeIsLeftOut() throws IOException {
        String universe = """
                a 1; Depends: c; Recommends: r, gone, fine
                c 1; Depends: hard | soft
                hard 1; Conflicts: b
                soft 1
                b 1
                r 1; Depends: hard
                fine 1
                """;
        assertThat(install(universe, PLAIN.withRecommends(true), "a", "b"))
                .containsExactlyInAnyOrder("a 1", "b 1", "c 1", "soft 1", "fine 1");
    }

    @Test
    void architecturesFollowMultiArch() throws IOException {
        String universe = """
                app 1 i386; Depends: tool, lib, py:any, nat:amd64
                tool 1; Multi-Arch: foreign
                lib 1 i386; Multi-Arch: same
                lib 1; Multi-Arch: same
                py 1; Multi-Arch: allowed
                nat 1
                home 1; Depends: lib
                strict 1 i386; Depends: home
                """;
        ResolveOptions both = PLAIN.withForeignArchs(List.of("i386"));
        assertThat(labels(universe, both, "app:i386", "home"))
                .containsExactlyInAnyOrder(
                        "app 1 i386",
                        "tool 1 amd64",
                        "lib 1 i386",
                        "py 1 amd64",
                        "nat 1 amd64",
                        "home 1 amd64",
                        "lib 1 amd64");
        assertThat(labels(universe, both, "app")).contains("app 1 i386");
        assertFails(universe, both, List.of("strict"))
                .hasMessageContaining("home 1 is available (bookworm), but not as home");
        assertFails(universe, PLAIN, List.of("app")).hasMessageContaining("app 1 is for i386");
    }

    @Test
    void requestsHaveManyForms() throws IOException {
        String universe = """
                nginx 1.22; Provides: httpd
                nginx 1.24; Provides: httpd
                apache2 2.4; Provides: httpd; Priority: standard
                linux-image-1 1
                linux-image-2 1
                linux-headers-1 1
                """;
        assertThat(install(universe, PLAIN, "nginx")).containsExactly("nginx 1.24");
        assertThat(install(universe, PLAIN, "nginx=1.22")).containsExactly("nginx 1.22");
        assertThat(install(universe, PLAIN, "nginx (<< 1.24)")).containsExactly("nginx 1.22");
        assertThat(install(universe, PLAIN, "nginx < 1.24")).containsExactly("nginx 1.22");
        assertThat(install(universe, PLAIN, "nginx:amd64 >= 1.23")).containsExactly("nginx 1.24");
        assertThat(install(universe, PLAIN, "linux-image-*")).containsExactly("linux-image-1 1", "linux-image-2 1");
        assertThat(install(universe, PLAIN, "linux-image-[!1]")).containsExactly("linux-image-2 1");
        assertThat(install(universe, PLAIN, "nginx", "nginx=1.22")).containsExactly("nginx 1.22");
    }

    @Test
    void aVirtualNameTakesTheMostImportantProviderAndSaysSo() throws IOException {
        Resolution resolution =
                resolve("nginx 1; Provides: httpd\napache2 2; Provides: httpd; Priority: standard", "httpd");
        assertThat(resolution.packages()).map(s -> s.pkg().name()).containsExactly("apache2");
        assertThat(resolution.notes())
                .containsExactly(
                        "httpd (requested at t.yaml:1:1): apache2 has been chosen from those that provide it: apache2, nginx");
    }

    @Test
    void allUnknownNamesAreReportedTogether() {
        assertFails(
                        "openssh-server 1\nnginx 1.22\nnginx-core 1",
                        PLAIN,
                        List.of("opnssh-server", "nginx (>= 9)", "x-*", "zzzz", "a b", "nginx (= x)", "nginx"))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage("""
                        t.yaml:1:1: cannot install 'opnssh-server': no repository has 'opnssh-server', and nothing provides it; did you mean 'openssh-server'?
                        t.yaml:2:1: cannot install 'nginx (>= 9)': nginx 1.22 is available (bookworm), needs >= 9
                        t.yaml:3:1: no package matches 'x-*'
                        t.yaml:4:1: cannot install 'zzzz': no repository has 'zzzz', and nothing provides it
                        t.yaml:5:1: 'a b' is not a package name, a glob, or a name and a version like 'nginx (>= 1.2)'
                        t.yaml:6:1: 'nginx (= x)' is not a package name, a glob, or a name and a version like 'nginx (>= 1.2)'""");
    }

    @Test
    void explainsAMissingDependency() {
        assertFails(
                        "foo 1.2; Depends: mid\nmid 3; Depends: gone | lost (>= 2)\nother 1",
                        PLAIN,
                        List.of("other", "foo"))
                .hasMessage("""
                        cannot install what t.yaml:2:1 asks for:
                          foo (requested at t.yaml:2:1)
                            -> foo 1.2 Depends: mid
                            -> mid 3 Depends: gone | lost (>= 2)
                            -> no candidate: no repository has 'gone', and nothing provides it; no repository has 'lost', and nothing provides it""");
    }

    @Test
    void explainsAVersionThatIsTooOld() {
        assertFails("foo 1.2; Depends: libbar (>= 2)\nlibbar 1.9", PLAIN, List.of("foo"))
                .hasMessage("""
                cannot install what t.yaml:1:1 asks for:
                  foo (requested at t.yaml:1:1)
                    -> foo 1.2 Depends: libbar (>= 2)
                    -> no candidate: libbar 1.9 is available (bookworm), needs >= 2""");
    }

    @Test
    void explainsAConflictOfTwoRequests() {
        assertFails(
                        "foo 1; Depends: lib\nlib 1; Conflicts: bar\nbaz 2; Depends: bar\nbar 1\nfine 1",
                        PLAIN,
                        List.of("fine", "foo", "baz"))
                .hasMessage("""
                        cannot install together what t.yaml:2:1 and t.yaml:3:1 ask for:
                          foo (requested at t.yaml:2:1)
                            -> foo 1 Depends: lib
                            -> lib 1 Conflicts: bar (that is bar 1)
                          baz (requested at t.yaml:3:1)
                            -> baz 2 Depends: bar
                            -> bar 1 is ruled out by lib 1""");
    }

    @Test
    void explainsEveryVersionThatWasTried() {
        assertFails("foo 1; Depends: gone\nfoo 2; Depends: lost", PLAIN, List.of("foo"))
                .hasMessage("""
                cannot install what t.yaml:1:1 asks for:
                  foo (requested at t.yaml:1:1)
                    -> with foo 2:
                      -> foo 2 Depends: lost
                      -> no candidate: no repository has 'lost', and nothing provides it
                    -> with foo 1:
                      -> foo 1 Depends: gone
                      -> no candidate: no repository has 'gone', and nothing provides it""");
    }

    @Test
    void explainsAnExcludedPackage() throws IOException {
        String universe = "foo 1; Depends: libbar | baz\nlibbar 1\nbaz 1";
        assertThat(install(universe, PLAIN.withExclude(Set.of("libb*")), "foo")).containsExactly("baz 1", "foo 1");
        assertFails(universe, PLAIN.withExclude(Set.of("libb*", "baz")), List.of("foo"))
                .hasMessageContaining(
                        "-> foo 1 Depends: libbar | baz\n    -> no candidate: libbar 1 is excluded by 'libb*'; baz 1 is excluded by 'baz'");
        assertFails(universe, PLAIN.withExclude(Set.of("foo")), List.of("foo"))
                .hasMessageContaining("foo 1 is excluded by 'foo'");
    }

    @Test
    void pinsBindAPackageToARepository() throws IOException {
        Universe universe = Stanzas.universe(new String[] {"stable", "a 1\nb 1"}, new String[] {"next", "a 2\nb 2"});
        Resolution resolution =
                Resolver.resolve(universe, requests("a", "b"), PLAIN.withRepoPins(Map.of("a", "stable")));
        assertThat(resolution.packages()).map(s -> s.pkg().repo()).containsExactly("stable", "next");
        assertThatThrownBy(() -> Resolver.resolve(universe, requests("a"), PLAIN.withRepoPins(Map.of("a", "none"))))
                .hasMessageContaining("a 2 comes from next, but may only come from none");
    }

    @Test
    void aLockHoldsVersions() throws IOException {
        String universe = "a 1; Depends: lib\na 2; Depends: lib\nlib 1\nlib 2\nnew 1; Depends: lib";
        PackageLock lock = lock(universe, "a=1", "lib=1");
        assertThat(install(universe, PLAIN.withLock(lock, true), "a")).containsExactly("lib 1", "a 1");
        assertThat(install(universe, PLAIN.withLock(lock, false), "a", "new")).containsExactly("lib 1", "a 1", "new 1");
        assertFails(universe, PLAIN.withLock(lock, true), List.of("new"))
                .hasMessageContaining("new 1 is not in the lockfile");
    }

    @Test
    void explainsALockedVersionThatIsGone() throws IOException {
        PackageLock lock = lock("a 1; Depends: lib\nlib 1", "a", "lib");
        assertFails("a 1; Depends: lib\nlib 2", PLAIN.withLock(lock, true), List.of("a"))
                .hasMessageContaining(
                        "-> no candidate: the lockfile has lib 1, which no repository has (lib 2 is available (bookworm))")
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.hint()).contains("--lock-update"));
        LockedPackage other = lock.packages().getLast();
        PackageLock rebuilt = PackageLock.of(List.of(new LockedPackage(
                "lib",
                "1",
                "amd64",
                "bookworm",
                other.url(),
                lock.packages().getFirst().sha256(),
                1)));
        assertFails("lib 1", PLAIN.withLock(rebuilt, false), List.of("lib")).hasMessageContaining("has another digest");
    }

    @Test
    void sameInputSameOutcome() throws IOException {
        String universe = "a 1; Depends: v\np 1; Provides: v\nq 1; Provides: v\nb 1; Depends: c\nc 1; Depends: b";
        Resolution first = resolve(universe, "a", "b");
        assertThat(resolve(universe, "a", "b")).isEqualTo(first);
        assertThat(first.packages()).map(s -> s.pkg().name()).containsExactly("p", "a", "b", "c");
    }

    private static List<String> install(String universe, ResolveOptions options, String... texts) throws IOException {
        return Resolver.resolve(Stanzas.universe(universe), requests(texts), options).packages().stream()
                .map(s -> s.pkg().name() + " " + s.pkg().version())
                .toList();
    }

    private static List<String> labels(String universe, ResolveOptions options, String... texts) throws IOException {
        return Resolver.resolve(Stanzas.universe(universe), requests(texts), options).packages().stream()
                .map(s -> s.pkg().label())
                .toList();
    }

    private static Resolution resolve(String universe, String... texts) throws IOException {
        return Resolver.resolve(Stanzas.universe(universe), requests(texts), PLAIN);
    }

    private static PackageLock lock(String universe, String... texts) throws IOException {
        return PackageLock.of(
                resolve(universe, texts).packages().stream().map(Selected::pkg).toList());
    }

    private static List<Request> requests(String... texts) {
        List<Request> requests = new ArrayList<>();
        for (String text : texts) {
            requests.add(new Request(text, "t.yaml:" + (requests.size() + 1) + ":1"));
        }
        return requests;
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            String universe, ResolveOptions options, List<String> texts) {
        return assertThatThrownBy(() -> install(universe, options, texts.toArray(String[]::new)));
    }
}
