package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The names of a directory that needs blocks, packed into those in their order.
final class DirectoryBlocks {
    static final int HEADER = 64;
    private static final int BEST_FREE = 48;
    private static final int NAME_HEADER = 9;
    private static final int TAIL = 3; // type and tag
    private static final int ALIGN = 8;
    private static final int UNUSED = 0xffff;
    private static final int MAGIC = 0x58444433;

    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    private ByteBuffer block = Volume.block();

    /// Where a name is found.
    ///
    /// @param address in the directory, in units of eight bytes
    record Place(int hash, int address) {
        static final int BYTES = 8;
        static final Comparator<Place> ORDER = Comparator.<Place, Integer>comparing(
                        Place::hash, Integer::compareUnsigned)
                .thenComparing(Place::address, Integer::compareUnsigned);

        void put(ByteBuffer bytes) {
            bytes.putInt(hash).putInt(address);
        }
    }

    /// @param names all, with `.` and `..`
    DirectoryBlocks(List<Inode.Name> names) {
        begin();
        for (Inode.Name name : names) {
            if (block.remaining() < size(name.name().length)) {
                end(Geometry.BLOCK);
                begin();
            }
            put(name);
        }
        places.sort(Place.ORDER);
    }

    /// Bytes that a name takes.
    static int size(int length) {
        return (NAME_HEADER + length + TAIL + ALIGN - 1) / ALIGN * ALIGN;
    }

    private void begin() {
        block = Volume.block();
        block.putInt(0, MAGIC).position(HEADER);
        blocks.add(block);
    }

    private void put(Inode.Name name) {
        int at = block.position();
        places.add(new Place(HashTree.hash(name.name()), ((blocks.size() - 1) * Geometry.BLOCK + at) / ALIGN));
        block.putLong(name.inode().number()).put((byte) name.name().length).put(name.name());
        block.put((byte) name.inode().content().code());
        int end = at + size(name.name().length);
        block.putShort(end - Short.BYTES, (short) at).position(end);
    }

    private void end(int limit) {
        int at = block.position();
        int left = limit - at;
        free.add(left);
        if (left > 0) {
            block.putShort(BEST_FREE, (short) at).putShort(BEST_FREE + Short.BYTES, (short) left);
            block.putShort((short) UNUSED).putShort((short) left);
            block.putShort(limit - Short.BYTES, (short) at);
        }
    }

    /// Bytes that the last block has left; it is the only one that is not complete.
    int left() {
        return block.remaining();
    }

    /// Completes the last block.
    ///
    /// @param tail bytes at its end that are for other things
    void complete(int tail) {
        end(Geometry.BLOCK - tail);
    }

    List<ByteBuffer> blocks() {
        return blocks;
    }

    /// By hash.
    List<Place> places() {
        return places;
    }

    /// The largest free piece of each block.
    List<Integer> free() {
        return free;
    }
}
