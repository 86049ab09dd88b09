package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An extended attribute as it is stored: names have no prefix but a flag.
///
/// @param flags which names these are
@SuppressWarnings("ArrayRecordComponent") // never compared
record Attribute(int flags, byte[] name, byte[] value) {
    static final Comparator<Attribute> ORDER = Comparator.<Attribute, Integer>comparing(
            attribute -> HashTree.hash(attribute.name), Integer::compareUnsigned);

    private static final int USER = 0;
    private static final int ROOT = 2;
    private static final int SECURE = 4;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 1 << 16;
    private static final int ACL_HEADER = 4;
    private static final int ACL_ENTRY = 8;
    private static final int STORED_ACL_ENTRY = 12;
    private static final int ACL_USER = 0x02;
    private static final int ACL_GROUP = 0x08;

    /// All attributes of a file.
    ///
    /// @throws IOException when one cannot be stored
    static List<Attribute> of(Meta meta) throws IOException {
        List<Attribute> attributes = new ArrayList<>();
        for (var xattr : meta.xattrs().entrySet()) {
            ByteBuffer value = xattr.getValue().duplicate();
            byte[] bytes = new byte[value.remaining()];
            value.get(bytes);
            attributes.add(of(xattr.getKey(), bytes));
        }
        return attributes;
    }

    private static Attribute of(String name, byte[] value) throws IOException {
        int dot = name.indexOf('.');
        byte[] rest = HashTree.utf8(name.substring(dot + 1));
        if (dot < 0 || rest.length == 0 || rest.length > LONGEST_NAME || value.length > LONGEST_VALUE) {
            throw new IOException("xfs cannot store the attribute " + name);
        }
        return switch (name.substring(0, dot)) {
            case "user" -> new Attribute(USER, rest, value);
            case "trusted" -> new Attribute(ROOT, rest, value);
            case "security" -> new Attribute(SECURE, rest, value);
            default -> acl(name, value);
        };
    }

    /// Access control lists have a form of their own.
    private static Attribute acl(String name, byte[] value) throws IOException {
        return switch (name) {
            case "system.posix_acl_access" -> new Attribute(ROOT, HashTree.utf8("SGI_ACL_FILE"), acl(value));
            case "system.posix_acl_default" -> new Attribute(ROOT, HashTree.utf8("SGI_ACL_DEFAULT"), acl(value));
            default -> throw new IOException("xfs cannot store the attribute " + name);
        };
    }

    private static byte[] acl(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        int count = (value.length - ACL_HEADER) / ACL_ENTRY;
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + count * STORED_ACL_ENTRY);
        out.putInt(count);
        in.position(ACL_HEADER);
        for (int i = 0; i < count; i++) {
            short tag = in.getShort();
            short permissions = in.getShort();
            int id = in.getInt();
            out.putInt(tag).putInt(tag == ACL_USER || tag == ACL_GROUP ? id : 0);
            out.putShort(permissions).putShort((short) 0);
        }
        return out.array();
    }
}
