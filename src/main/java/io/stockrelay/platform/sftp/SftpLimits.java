package io.stockrelay.platform.sftp;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;

/** What an account may not do: fill the disk with one file, or make links, which could lead out of its folder. */
final class SftpLimits implements SftpEventListener {

    private final long fileBytesMax;

    SftpLimits(long fileBytesMax) {
        this.fileBytesMax = fileBytesMax;
    }

    @Override
    public void writing(
            ServerSession session, String handle, FileHandle file, long offset, byte[] data, int dataOffset, int length)
            throws IOException {
        if (offset > fileBytesMax - length) {
            throw new IOException("files larger than " + fileBytesMax + " bytes are not taken");
        }
    }

    @Override
    public void linking(ServerSession session, Path source, Path target, boolean isSymbolic) throws IOException {
        throw new AccessDeniedException(source.toString(), null, "links are not allowed here");
    }
}
