package io.keelson.compose.disk.xfs;

import io.keelson.compose.disk.xfs.DirectoryBlocks.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes a directory in the smallest of the four forms that holds it: in the inode; one block with its
/// index; blocks and one index; blocks, a tree of indices, and an index of free space.
final class DirectoryFork {
    private static final int BLOCK_MAGIC = 0x58444233;
    private static final int LEAF_MAGIC = 0x3df1;
    private static final int TREE_LEAF_MAGIC = 0x3dff;
    private static final int FREE_MAGIC = 0x58444633;
    private static final int TAIL = 8;
    private static final int COUNT = 56;
    private static final int HEADER = 64;

    /// Where index and free space begin in the address space of a directory, in blocks.
    private static final int INDEX = 1 << 23;

    private static final int FREE = 1 << 24;

    /// Not full, so that the first new name does not split a leaf. 504 would fit.
    private static final int LEAF_WIDTH = 400;

    private static final int FREE_FIRST = 48;
    private static final int FREE_COUNT = 52;
    private static final int FREE_USED = 56;
    private static final int FREE_WIDTH = (Geometry.BLOCK - HEADER) / Short.BYTES;

    private final Volume volume;
    private final Space space;
    private final Inode directory;
    private final List<Extent> extents = new ArrayList<>();

    private DirectoryFork(Volume volume, Space space, Inode directory) {
        this.volume = volume;
        this.space = space;
        this.directory = directory;
    }

    /// @param room for the fork in the inode
    static Fork write(Volume volume, Space space, Inode directory, List<Inode.Name> names, int room)
            throws IOException {
        return ShortDirectory.fits(directory, names, room)
                ? ShortDirectory.fork(directory, names)
                : new DirectoryFork(volume, space, directory).blocks(names);
    }

    private Fork blocks(List<Inode.Name> names) throws IOException {
        List<Inode.Name> all = new ArrayList<>(names.size() + 2);
        all.add(new Inode.Name(HashTree.utf8("."), directory));
        all.add(new Inode.Name(HashTree.utf8(".."), directory.parent()));
        all.addAll(names);
        DirectoryBlocks packed = new DirectoryBlocks(all);
        int index = all.size() * Place.BYTES;
        int count = packed.blocks().size();
        if (count == 1 && packed.left() >= index + TAIL) {
            single(packed, index);
        } else {
            packed.complete(0);
            data(packed);
            if (HEADER + index + count * Short.BYTES + Integer.BYTES <= Geometry.BLOCK) {
                leaf(packed);
            } else {
                tree(packed.places());
                freeIndex(packed.free());
            }
        }
        return Fork.extents(extents, (long) count * Geometry.BLOCK);
    }

    private void single(DirectoryBlocks packed, int index) throws IOException {
        packed.complete(index + TAIL);
        ByteBuffer block = packed.blocks().getFirst();
        block.putInt(0, BLOCK_MAGIC).position(Geometry.BLOCK - TAIL - index);
        packed.places().forEach(place -> place.put(block));
        block.putInt(packed.places().size());
        data(packed);
    }

    private void data(DirectoryBlocks packed) throws IOException {
        long at = piece(0, packed.blocks().size());
        for (ByteBuffer block : packed.blocks()) {
            volume.writeOwned(at++, block, directory.number());
        }
    }

    private long piece(long offset, int blocks) throws NoSpace {
        long start = space.piece(directory.group(), blocks);
        extents.add(new Extent(offset, start, blocks));
        return start;
    }

    private void leaf(DirectoryBlocks packed) throws IOException {
        ByteBuffer leaf = index(packed.places());
        Volume.link(leaf, LEAF_MAGIC, 0, 0);
        leaf.position(Geometry.BLOCK - Integer.BYTES - packed.free().size() * Short.BYTES);
        packed.free().forEach(free -> leaf.putShort(free.shortValue()));
        leaf.putInt(packed.free().size());
        volume.writeLinked(piece(INDEX, 1), leaf, directory.number());
    }

    private static ByteBuffer index(List<Place> places) {
        ByteBuffer leaf = Volume.block();
        leaf.putShort(COUNT, (short) places.size()).position(HEADER);
        places.forEach(place -> place.put(leaf));
        return leaf;
    }

    private void tree(List<Place> places) throws IOException {
        List<ByteBuffer> leaves = new ArrayList<>();
        List<Integer> greatest = new ArrayList<>();
        // At least two, so that there is a node above them.
        int count = Math.max(2, (places.size() + LEAF_WIDTH - 1) / LEAF_WIDTH);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) places.size() * i / count);
            List<Place> part = places.subList(from, (int) ((long) places.size() * (i + 1) / count));
            leaves.add(index(part));
            greatest.add(part.getLast().hash());
        }
        List<ByteBuffer> blocks = HashTree.around(leaves, greatest, TREE_LEAF_MAGIC, INDEX);
        long at = piece(INDEX, blocks.size());
        for (ByteBuffer block : blocks) {
            volume.writeLinked(at++, block, directory.number());
        }
    }

    private void freeIndex(List<Integer> free) throws IOException {
        int count = (free.size() + FREE_WIDTH - 1) / FREE_WIDTH;
        long at = piece(FREE, count);
        for (int i = 0; i < count; i++) {
            List<Integer> part = free.subList(i * FREE_WIDTH, Math.min(free.size(), (i + 1) * FREE_WIDTH));
            ByteBuffer block = Volume.block();
            block.putInt(0, FREE_MAGIC).putInt(FREE_FIRST, i * FREE_WIDTH);
            block.putInt(FREE_COUNT, part.size()).putInt(FREE_USED, part.size());
            block.position(HEADER);
            part.forEach(length -> block.putShort(length.shortValue()));
            volume.writeOwned(at++, block, directory.number());
        }
    }
}
