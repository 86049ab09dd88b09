package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// The power is cut at every write of an upgrade and of a rollback, on paper: QEMU wrote down each request to the disk,
/// and the disk of each moment is looked at as GRUB and as the kernel look at it. Some of those disks are started.
final class PowerCuts implements AutoCloseable {
    /// How many disks the kernel looks at, about.
    private static final int LOOKS = Integer.getInteger("keelson.cuts.looks", 12);
    /// How many are started.
    private static final int STARTS = Integer.getInteger("keelson.cuts.starts", 0);
    /// How many ways of losing writes between two flushes are tried.
    private static final int DROPS = 3;

    private final Random random = new Random(Long.getLong("keelson.seed", 1));
    private final Path dir;
    private final Starter starter;
    private final WriteLog log;
    private final Set<String> commits;
    private final Path copy;
    private final FileChannel disk;
    private final long boot;
    private final long root;
    private final GrubEyes grub;
    private final KernelEyes kernel;
    private final List<String> story = new ArrayList<>();
    private int looks;
    private int drops;
    private int starts;

    /// Starts a disk, and tells which commit was good.
    interface Starter {
        String start(Path disk) throws Exception;
    }

    /// @param disk as it was when the log began; it is changed
    /// @param boot where the partition of `/boot` begins, in bytes
    /// @param root where the partition behind it begins
    /// @param commits those that may start
    PowerCuts(Path disk, long boot, long root, WriteLog log, Set<String> commits, Starter starter) throws IOException {
        this.dir = disk.resolveSibling(".").normalize();
        this.starter = starter;
        this.log = log;
        this.commits = commits;
        this.copy = disk;
        this.disk = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.boot = boot;
        this.root = root;
        this.grub = new GrubEyes(dir, copy);
        this.kernel = new KernelEyes(dir, copy, root);
    }

    void run() throws Exception {
        List<WriteLog.Request> open = new ArrayList<>();
        long flushes = log.requests.stream().filter(WriteLog.Request::isFlush).count();
        long every = Math.max(1, flushes / LOOKS);
        long number = 0;
        for (WriteLog.Request request : log.requests) {
            if (request.writes()) {
                open.add(request);
            }
            if (request.isFlush()) {
                number++;
                boolean touchesBoot = open.stream().anyMatch(write -> write.touches(boot, root));
                if (touchesBoot) {
                    withSomeDropped(open, number);
                }
                for (WriteLog.Request write : open) {
                    log.apply(write, disk);
                }
                boolean deep = LOOKS < flushes ? number % every == 0 : number % 25 == 0;
                if (touchesBoot || deep || LOOKS >= flushes) {
                    look("after flush " + number, LOOKS >= flushes || deep, deep);
                }
                open.clear();
            }
        }
        System.out.printf(
                "power cuts: %d requests, %d flushes; %d disks looked at, %d of them with writes dropped; %d started%n",
                log.requests.size(), flushes, looks, drops, starts);
        story.forEach(System.out::println);
    }

    /// Between two flushes a disk may keep any of the writes.
    private void withSomeDropped(List<WriteLog.Request> open, long number) throws Exception {
        List<WriteLog.Request> writes =
                open.stream().filter(write -> write.touches(boot, root)).toList();
        for (int i = 0; i < Math.min(DROPS, 1 << Math.min(writes.size(), 10)); i++) {
            Undo undo = new Undo(disk);
            for (WriteLog.Request write : writes) {
                if (random.nextBoolean()) {
                    undo.remember(write);
                    log.apply(write, disk);
                }
            }
            drops++;
            look("before flush " + number + ", variant " + i, false, false);
            undo.run();
        }
    }

    /// Each change of what GRUB would do is worth a line, a look of the kernel, and a start.
    private void look(String when, boolean asKernel, boolean deep) throws Exception {
        looks++;
        try {
            GrubEyes.Start start = grub.start();
            String deployment = start.deployment();
            assertThat(commits).contains(deployment.replaceAll(".*/|\\..*", ""));
            String line = "entry " + start.entry() + ", " + deployment.substring(0, 20) + " " + start.variables();
            boolean isNew = story.isEmpty() || !story.getLast().endsWith(line);
            if (isNew) {
                story.add(when + ": " + line);
            }
            if (asKernel || isNew) {
                kernel.expect(deployment, deep);
            }
            if (starts < STARTS && (isNew || looks % Math.max(1, Math.min(LOOKS, 300) / STARTS) == 0)) {
                start();
            }
        } catch (AssertionError e) {
            throw new AssertionError("power cut " + when + ": " + e.getMessage(), e);
        }
    }

    private void start() throws Exception {
        starts++;
        Path file = dir.resolve("start.raw");
        Shell.run(dir, "cp --sparse=always $1 $2", copy, file);
        assertThat(commits).contains(starter.start(file));
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
