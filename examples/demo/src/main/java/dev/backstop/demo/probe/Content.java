/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * A body after its content coding.
 *
 * @param text as much of it as could be decoded
 * @param intact whether the coding was what the header said, from the first byte to the last
 */
record Content(String text, boolean intact) {

    static Content of(byte[] body, String coding) {
        if (!coding.equalsIgnoreCase("gzip")) {
            return new Content(new String(body, StandardCharsets.UTF_8), true);
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] buffer = new byte[512];
            for (int read = gzip.read(buffer); read >= 0; read = gzip.read(buffer)) {
                decoded.write(buffer, 0, read);
            }
            return new Content(decoded.toString(StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            // That is a finding, not a failure of the demo.
            byte[] readable = decoded.size() > 0 ? decoded.toByteArray() : body;
            return new Content(new String(readable, StandardCharsets.UTF_8), false);
        }
    }
}
