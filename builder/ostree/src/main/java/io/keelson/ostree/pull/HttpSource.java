package io.keelson.ostree.pull;

import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.HttpFailure;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A repository of mode archive that a server publishes.
///
/// @param sites where what is said about commits is
/// @param contentSites where objects are
/// @param tombstones whether removed commits leave tombstones there
/// @param believed whether files are taken as they are, into an archive, without computing their checksums
record HttpSource(Fetcher fetcher, List<Site> sites, List<Site> contentSites, boolean tombstones, boolean believed)
        implements ObjectSource {
    /// What libostree lets a commit or directory have.
    static final long MAX_METADATA = 10 << 20;

    private static final long SMALL = 1 << 20;

    @Override
    public boolean bring(ObjectName name, ObjectImport into) throws IOException {
        return name.type().isMetadata() ? metadata(name, into) : file(name, into);
    }

    private boolean metadata(ObjectName name, ObjectImport into) throws IOException {
        return switch (fetcher.fetch(contentSites, path(name), Validators.NONE, MAX_METADATA)) {
            case Fetched.Content content -> {
                into.metadata(name, content.bytes());
                yield true;
            }
            case Fetched.Missing missing -> false;
            case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
        };
    }

    private boolean file(ObjectName name, ObjectImport into) throws IOException {
        if (!into.keepsArchived()) {
            try {
                return small(name, into);
            } catch (HttpFailure e) {
                if (!e.isTooLarge()) {
                    throw e;
                }
            }
        }
        Path target = into.temporary();
        boolean there = fetcher.download(contentSites, path(name), target);
        if (there && believed) {
            into.believed(name.checksum(), target);
        } else if (there) {
            into.archived(name.checksum(), target);
        }
        return there;
    }

    /// Files that are unpacked anyway need not lie on disk before, unless they are large.
    private boolean small(ObjectName name, ObjectImport into) throws IOException {
        return switch (fetcher.fetch(contentSites, path(name), Validators.NONE, SMALL)) {
            case Fetched.Content content -> {
                into.archived(name.checksum(), content.bytes());
                yield true;
            }
            case Fetched.Missing missing -> false;
            case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
        };
    }

    @Override
    public String absence(ObjectName name) {
        return "While fetching " + contentSites.getFirst().base() + "/" + path(name) + ": Server returned HTTP 404";
    }

    @Override
    public Optional<byte[]> detached(Digest commit) throws IOException {
        String path = path(new ObjectName(ObjectType.COMMITMETA, commit));
        return fetcher.fetch(sites, path, Validators.NONE, MAX_METADATA) instanceof Fetched.Content content
                ? Optional.of(content.bytes())
                : Optional.empty();
    }

    @Override
    public boolean mayLack(Digest commit, ObjectImport into) throws IOException {
        String path = path(new ObjectName(ObjectType.TOMBSTONE, commit));
        return !tombstones
                || fetcher.fetch(contentSites, path, Validators.NONE, MAX_METADATA) instanceof Fetched.Content;
    }

    /// Where an archive has an object.
    static String path(ObjectName name) {
        String hex = name.checksum().hex();
        String suffix = name.type() == ObjectType.FILE ? "filez" : name.type().suffix();
        return "objects/" + hex.substring(0, 2) + "/" + hex.substring(2) + "." + suffix;
    }

    @Override
    public boolean isLocal() {
        return false;
    }
}
