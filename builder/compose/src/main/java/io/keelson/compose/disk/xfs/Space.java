package io.keelson.compose.disk.xfs;

import java.util.ArrayList;
import java.util.List;

/// The groups of a file system, filled evenly so that each keeps room for what will change.
final class Space {
    /// A share of a group that large files leave to inodes and directories.
    private static final int KEPT_SHARE = 16;

    /// What is not worth to be spread, in blocks.
    private static final int LEAST = 1024;

    private final Geometry geometry;
    private final List<Group> groups = new ArrayList<>();
    private final List<Integer> room = new ArrayList<>();
    private final double share;
    private int current;

    /// @param expected about how many blocks will be taken
    Space(Geometry geometry, long expected) {
        this.geometry = geometry;
        long all = 0;
        for (int i = 0; i < geometry.groups(); i++) {
            Group group = new Group(geometry.length(i));
            if (i == 0) {
                group.reserve(Group.CHUNK_INODES);
            }
            if (i == geometry.logGroup()) {
                group.take(geometry.logBlocks());
            }
            groups.add(group);
            room.add(group.left());
            all += group.left();
        }
        this.share = Math.min(1, (double) Math.max(expected, LEAST) / all);
    }

    /// First block of the journal.
    long log() {
        return geometry.fileSystemBlock(geometry.logGroup(), Group.FIRST);
    }

    List<Group> groups() {
        return groups;
    }

    /// The group for what comes next.
    int current() {
        while (current < groups.size() - 1
                && room.get(current) - groups.get(current).left() >= room.get(current) * share) {
            current++;
        }
        return current;
    }

    /// Space for the content of a file, as few pieces as can be.
    List<Extent> file(long blocks) throws NoSpace {
        List<Extent> extents = new ArrayList<>();
        long done = 0;
        for (int keep : new int[] {KEPT_SHARE, 0}) {
            for (int i = 0; i < groups.size() && done < blocks; i++) {
                int number = (current + i) % groups.size();
                Group group = groups.get(number);
                int kept = keep == 0 ? 0 : room.get(number) / keep;
                while (done < blocks && group.left() > kept) {
                    int length = (int) Math.min(Math.min(blocks - done, group.left() - kept), Extent.LONGEST);
                    extents.add(new Extent(done, geometry.fileSystemBlock(number, group.take(length)), length));
                    done += length;
                }
            }
        }
        if (done < blocks) {
            throw new NoSpace();
        }
        return extents;
    }

    /// Space in one piece, in `group` if there is, else elsewhere.
    long piece(int group, int blocks) throws NoSpace {
        for (int i = 0; i < groups.size(); i++) {
            int number = (group + i) % groups.size();
            if (groups.get(number).left() >= blocks) {
                return geometry.fileSystemBlock(number, groups.get(number).take(blocks));
            }
        }
        throw new NoSpace();
    }

    /// Gives numbers to inodes, each in its group, or elsewhere when that is full.
    void number(List<Inode> inodes) throws NoSpace {
        List<List<Inode>> wanted = new ArrayList<>();
        groups.forEach(group -> wanted.add(new ArrayList<>()));
        inodes.forEach(inode -> wanted.get(inode.group()).add(inode));
        List<Inode> homeless = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            homeless = numbered(i, wanted.get(i), homeless);
        }
        for (int i = 0; i < groups.size(); i++) {
            homeless = numbered(i, List.of(), homeless);
        }
        if (!homeless.isEmpty()) {
            throw new NoSpace();
        }
    }

    /// @return those for which there is no room
    private List<Inode> numbered(int number, List<Inode> own, List<Inode> homeless) {
        List<Inode> all = new ArrayList<>(own);
        all.addAll(homeless);
        Group group = groups.get(number);
        int fit = group.reserve(group.inodes() + all.size()) - group.inodes();
        for (Inode inode : all.subList(0, fit)) {
            long base = geometry.fileSystemBlock(number, 0) << Geometry.INODES_PER_BLOCK_LOG;
            inode.number(base | group.number());
        }
        return new ArrayList<>(all.subList(fit, all.size()));
    }
}
