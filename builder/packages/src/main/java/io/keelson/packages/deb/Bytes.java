package io.keelson.packages.deb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing block of bytes with little-endian numbers in it. Offsets are the references that an
/// index uses instead of objects.
final class Bytes {
    private byte[] data;
    private ByteBuffer view;
    private int size;

    Bytes(int capacity) {
        data = new byte[capacity];
        view = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return size;
    }

    byte[] array() {
        return data;
    }

    int getInt(int at) {
        return view.getInt(at);
    }

    void putInt(int at, int value) {
        view.putInt(at, value);
    }

    void putLong(int at, long value) {
        view.putLong(at, value);
    }

    int addInt(int value) {
        int at = addZeros(Integer.BYTES);
        view.putInt(at, value);
        return at;
    }

    int addZeros(int count) {
        int at = size;
        ensure(count);
        size += count;
        return at;
    }

    void add(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, data, size, length);
        size += length;
    }

    void truncate(int newSize) {
        Arrays.fill(data, newSize, size, (byte) 0);
        size = newSize;
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(data, 0, size).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void ensure(int more) {
        if (size + more > data.length) {
            int wanted = Math.addExact(size, more);
            data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, data.length * 3L / 2)));
            view = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
