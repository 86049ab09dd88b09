package io.keelson.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.packages.Request;
import io.keelson.packages.Resolution;
import io.keelson.packages.deb.Stanzas;
import io.keelson.packages.deb.Universe;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real apt over small made-up archives full of alternatives, versions, virtual names and conflicts.
class RandomParityTest {
    private static final int PACKAGES = 40;
    private static final int REQUESTS = 20;
    private static final int ROUNDS = 4;
    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    @TempDir
    Path directory;

    @Test
    void withoutConflictsItIsWhatAptChooses() throws IOException, InterruptedException {
        int compared = 0;
        int same = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            String lines = archive(random, 0);
            AptTree apt = apt(lines);
            Universe universe = Stanzas.universe(lines);
            for (int i = 0; i < REQUESTS; i++) {
                List<String> names = request(random);
                Optional<Set<String>> theirs = apt.install(names);
                // apt looks at the newest version of a package only; where an older one helps, we can and it cannot.
                if (theirs.isPresent()) {
                    compared++;
                    Set<String> ours = ours(universe, names).orElseThrow();
                    same += ours.equals(theirs.get()) ? 1 : 0;
                    // When apt gives an alternative up, it keeps what it had taken for it; we do not.
                    assertThat(theirs.get()).as("%s in%n%s", names, lines).containsAll(ours);
                }
            }
        }
        assertThat(compared).isGreaterThan(ROUNDS * REQUESTS / 3);
        assertThat(same).isGreaterThan(compared * 3 / 4);
    }

    @Test
    void withConflictsAptAcceptsWhatWeChooseAndCanDoNothingThatWeCannot() throws IOException, InterruptedException {
        int possible = 0;
        int impossible = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(100 + round);
            String lines = archive(random, 35);
            AptTree apt = apt(lines);
            Universe universe = Stanzas.universe(lines);
            for (int i = 0; i < REQUESTS; i++) {
                List<String> names = request(random);
                Optional<Set<String>> ours = ours(universe, names);
                if (ours.isPresent()) {
                    possible++;
                    assertThat(apt.install(List.copyOf(ours.get())))
                            .as("%s in%n%s", names, lines)
                            .isEqualTo(ours);
                } else {
                    impossible++;
                    assertThat(apt.install(names)).as("%s in%n%s", names, lines).isEmpty();
                }
            }
        }
        assertThat(possible).isGreaterThan(10);
        assertThat(impossible).isGreaterThan(5);
    }

    private AptTree apt(String lines) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory(directory, "apt");
        Path packages = Files.writeString(root.resolve("Packages"), Stanzas.text(lines));
        return AptTree.of(root, packages);
    }

    private static Optional<Set<String>> ours(Universe universe, List<String> names) {
        List<Request> requests =
                names.stream().map(name -> new Request(name, "test")).toList();
        try {
            Resolution resolution = Resolver.resolve(
                    universe, requests, ResolveOptions.of("amd64").withEssential(false));
            return Optional.of(resolution.packages().stream()
                    .map(s -> s.pkg().name() + "=" + s.pkg().version())
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (KeelsonException e) {
            assertThat(e.getMessage()).contains("test");
            return Optional.empty();
        }
    }

    private static List<String> request(Random random) {
        TreeSet<String> names = new TreeSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            names.add("p" + random.nextInt(PACKAGES));
        }
        return new ArrayList<>(names);
    }

    private static String archive(Random random, int conflictPercent) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PACKAGES; i++) {
            int versions = 1 + random.nextInt(3);
            for (int version = 1; version <= versions; version++) {
                lines.append(line(random, i, version, conflictPercent));
            }
        }
        return lines.toString();
    }

    private static String line(Random random, int i, int version, int conflictPercent) {
        StringBuilder line = new StringBuilder("p" + i + " " + version);
        // Providers of one name differ in priority: where they do not, apt goes by an order that is its own.
        line.append("; Priority: ").append(PRIORITIES.get(i % PRIORITIES.size()));
        line.append("; Provides: v")
                .append(i / PRIORITIES.size())
                .append(random.nextBoolean() ? " (= " + version + ")" : "");
        String depends = clauses(random, random.nextInt(4));
        line.append(depends.isEmpty() ? "" : "; Depends: " + depends);
        if (random.nextInt(100) < conflictPercent) {
            line.append(random.nextBoolean() ? "; Conflicts: " : "; Breaks: ").append(relation(random));
        }
        return line.append('\n').toString();
    }

    private static String clauses(Random random, int count) {
        List<String> clauses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clauses.add(relation(random) + (random.nextInt(3) == 0 ? " | " + relation(random) : ""));
        }
        return String.join(", ", clauses);
    }

    private static String relation(Random random) {
        if (random.nextInt(6) == 0) {
            return "v" + random.nextInt(PACKAGES / PRIORITIES.size() + 1);
        }
        String test = random.nextInt(3) > 0
                ? ""
                : (random.nextInt(4) > 0 ? " (>= " : " (<< ") + (1 + random.nextInt(3)) + ")";
        return "p" + random.nextInt(PACKAGES) + test;
    }
}
