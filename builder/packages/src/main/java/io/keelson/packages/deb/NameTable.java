package io.keelson.packages.deb;

import java.util.Arrays;

/// Every name once: open addressing over the bytes in the string section.
final class NameTable {
    private final Bytes strings;
    private int[] slots = new int[1 << 12];
    private int[] refs = new int[1 << 11];
    private int count;

    NameTable(Bytes strings) {
        this.strings = strings;
    }

    int count() {
        return count;
    }

    int ref(int id) {
        return refs[id];
    }

    /// The number of the name that is the last string of the section, from `ref` on. A name that is known
    /// already is taken off the section again.
    int internLast(int ref) {
        int from = ref + Integer.BYTES;
        int slot = find(from, strings.size());
        if (slots[slot] != 0) {
            strings.truncate(ref);
            return slots[slot] - 1;
        }
        return add(slot, ref);
    }

    /// The number of the name that stands between `from` and `to` in the section.
    int intern(int from, int to) {
        int slot = find(from, to);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int ref = strings.addInt(to - from);
        strings.add(strings.array(), from, to - from);
        return add(slot, ref);
    }

    /// The table as it is looked up later: a power of two of slots, each a number plus one, or 0.
    Bytes toSection() {
        Bytes section = new Bytes(slots.length * Integer.BYTES);
        for (int slot : slots) {
            section.addInt(slot);
        }
        return section;
    }

    private int add(int slot, int ref) {
        int id = count++;
        if (id == refs.length) {
            refs = Arrays.copyOf(refs, id * 2);
        }
        refs[id] = ref;
        slots[slot] = id + 1;
        if (count * 2 > slots.length) {
            grow();
        }
        return id;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int id = 0; id < count; id++) {
            int from = refs[id] + Integer.BYTES;
            slots[find(from, from + strings.getInt(refs[id]))] = id + 1;
        }
    }

    private int find(int from, int to) {
        int mask = slots.length - 1;
        int slot = Layout.hash(strings.array(), from, to) & mask;
        while (slots[slot] != 0 && !isAt(refs[slots[slot] - 1], from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int ref, int from, int to) {
        int start = ref + Integer.BYTES;
        byte[] array = strings.array();
        return strings.getInt(ref) == to - from && Arrays.equals(array, start, start + to - from, array, from, to);
    }
}
