package io.keelson.ostree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Commits ever new trees until it is killed.
final class CommitForever {
    private CommitForever() {}

    public static void main(String[] arguments) throws IOException {
        Path tree = Path.of(arguments[1]);
        Random random = new Random();
        try (Repository repo = Repository.open(Path.of(arguments[0]))) {
            for (int round = 0; ; round++) {
                for (int i = 0; i < 50; i++) {
                    byte[] content = new byte[random.nextInt(20_000)];
                    random.nextBytes(content);
                    Files.write(tree.resolve("file-" + i), content);
                }
                TreeSource source = new TreeSource.Dir(tree);
                CommitRequest request =
                        CommitRequest.to("main", repo.refs().find("main").orElse(null), "round " + round, round);
                new Committer(repo, CommitFilter.NONE).commit(null, List.of(source), request);
                System.out.println(round);
            }
        }
    }
}
