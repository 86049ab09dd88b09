package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A host that answers as ours do, in memory. It counts what is done to it.
final class FakeHost {
    static final String OLD = "a".repeat(64);
    static final String NEW = "b".repeat(64);

    /// How it behaves.
    enum Kind {
        GOOD,
        REJECTS,
        NO_SPACE,
        WRONG_SIGNATURE,
        GONE,
        NEVER_BACK,
        GARBAGE,
        INTERRUPTED,
        UNCHANGED,
        SICK_LATER,
        LOSES_ANSWER,
        REBOOTS_TWICE,
        CHANGED_BY_OTHERS
    }

    private static final int DOWN_FOR = 2;
    private static final int JUDGES_FOR = 2;

    final String name;
    private final Kind kind;
    private String booted = OLD;
    private String starts = "0/" + OLD;
    private String staged = "";
    private String request = "";
    private String outcome = "";
    private String why = "";
    private String health = "healthy";
    private int boot = 1;
    private int down;
    private int judging;
    private boolean answerLost;
    private int killAt = -1;
    private int done;
    int stagings;
    int reboots;

    FakeHost(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
        if (kind == Kind.UNCHANGED) {
            booted = NEW;
        }
    }

    String booted() {
        return booted;
    }

    /// As if somebody had asked for a change by hand.
    synchronized void askedByOthers() {
        request = "other";
        outcome = "pending";
    }

    synchronized RemoteShell open() {
        if (kind == Kind.GONE || down > 0) {
            down = Math.max(0, down - 1);
            throw new KeelsonException("cannot connect to " + name + ": it refuses connections");
        }
        return new Shell();
    }

    /// The operator's machine dies when it has the host do its `moment`th thing: before it if that is even, else after.
    synchronized void killOperatorAt(int moment) {
        killAt = moment;
    }

    private static final class Killed extends Error {}

    private synchronized CommandResult answer(List<String> argv) {
        if (killAt == 2 * done) {
            throw new Killed();
        }
        CommandResult result = work(argv);
        if (killAt == 2 * done++ + 1) {
            throw new Killed();
        }
        return result;
    }

    private CommandResult work(List<String> argv) {
        List<String> words = argv.getFirst().equals("env") ? argv.subList(3, argv.size()) : argv;
        return switch (words.getFirst()) {
            case "cat" -> ok("00000000-" + boot + "\n");
            case "keelson-host" -> words.get(1).equals("status") ? status() : change(argv, words.get(1));
            case "systemctl" -> reboot();
            default -> ok("");
        };
    }

    private CommandResult change(List<String> argv, String command) {
        if (kind == Kind.NO_SPACE) {
            return CommandResult.ended(
                    1, "", "error: / has 3 MB left, the commit needs 200 MB\nhint: keelson-host cleanup\n");
        }
        if (kind == Kind.WRONG_SIGNATURE) {
            return CommandResult.ended(1, "", "error: the commit is not signed by a key of the remote 'fleet'\n");
        }
        if (kind == Kind.UNCHANGED) {
            return ok("{\"commit\":\"" + NEW + "\",\"changed\":false}");
        }
        stagings++;
        if (command.equals("rollback")) {
            starts = "1/older";
            return ok("{\"commit\":\"older\"}");
        }
        staged = NEW;
        request = argv.get(1).substring("KEELSON_REQUEST=".length());
        outcome = "pending";
        if (kind == Kind.LOSES_ANSWER && !answerLost) {
            answerLost = true;
            throw new KeelsonException(name + ": the connection was lost during 'keelson-host deploy'");
        }
        return ok("{\"commit\":\"" + NEW + "\",\"changed\":true}");
    }

    private CommandResult reboot() {
        reboots++;
        boot++;
        down = kind == Kind.NEVER_BACK ? Integer.MAX_VALUE : DOWN_FOR;
        judging = JUDGES_FOR;
        health = "";
        boolean rollback = starts.startsWith("1/");
        booted = rollback ? "older" : kind == Kind.REJECTS ? OLD : NEW;
        starts = rollback ? starts : "0/" + booted;
        staged = "";
        return ok("");
    }

    private CommandResult status() {
        if (kind == Kind.GARBAGE) {
            return ok("\u001b[2J{\"version\": ]]]" + "x".repeat(1000));
        }
        if (judging > 0 && --judging == 0) {
            judge();
        }
        return ok("""
                {"version":1,"hostname":"%s","booted":{"id":"%s","commit":"%s","version":"v"},"staged":%s,
                 "default":"%s","health":{"result":"%s","reason":"disk is failing"},
                 "request":%s,"lastChange":{"event":"x","reason":"%s"}}
                """.formatted(
                        name,
                        (starts.startsWith("1/") && booted.equals("older") ? "1/" : "0/") + booted,
                        booted,
                        staged.isEmpty() ? "null" : "{\"id\":\"s\",\"commit\":\"" + staged + "\"}",
                        starts,
                        health,
                        request.isEmpty()
                                ? "null"
                                : "{\"id\":\"" + request + "\",\"commit\":\"" + NEW
                                        + "\",\"version\":\"v2\",\"outcome\":\"" + outcome + "\",\"by\":\"them\"}",
                        why));
    }

    private void judge() {
        health = "healthy";
        switch (kind) {
            case REJECTS -> {
                outcome = "rejected";
                why = "health check 20-net failed: no route";
            }
            case INTERRUPTED -> outcome = "interrupted";
            case REBOOTS_TWICE -> {
                if (boot < 4) {
                    boot++;
                    down = 1;
                    judging = JUDGES_FOR;
                    return;
                }
                outcome = "confirmed";
            }
            case CHANGED_BY_OTHERS -> request = "other";
            case SICK_LATER -> {
                outcome = "confirmed";
                health = "unhealthy";
            }
            default -> outcome = "confirmed";
        }
    }

    private static CommandResult ok(String text) {
        return CommandResult.ended(0, text, "");
    }

    private final class Shell implements RemoteShell {
        @Override
        public String name() {
            return name;
        }

        @Override
        public CommandResult run(Invocation command) {
            return answer(command.argv());
        }

        @Override
        public CommandResult run(Invocation command, InputStream input) {
            return answer(command.argv());
        }

        @Override
        public Optional<byte[]> read(String path, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(String path, byte[] content, int mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
