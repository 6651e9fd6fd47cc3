/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.async;

import dev.backstop.it.bookshop.faults.Gate;
import dev.backstop.it.bookshop.faults.Gates;
import dev.backstop.it.bookshop.pages.Text;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Bodies that another thread writes, as it makes them. */
@RestController
@RequestMapping("/stream")
class StreamController {
    private static final int HALF = 100 * 1024;
    private static final int LARGE = 24 * 1024 * 1024;

    private final Gates gates;

    StreamController(Gates gates) {
        this.gates = gates;
    }

    @GetMapping("/value")
    ResponseEntity<StreamingResponseBody> value() {
        return text(out -> {
            byte[] text = Text.bytes(HALF);
            for (int sent = 0; sent < text.length; sent += 8192) {
                out.write(text, sent, Math.min(8192, text.length - sent));
            }
        });
    }

    /** More than all buffers together take. */
    @GetMapping("/large")
    ResponseEntity<StreamingResponseBody> large() {
        return text(out -> {
            byte[] text = Text.bytes(HALF);
            for (int sent = 0; sent < LARGE; sent += text.length) {
                out.write(text, 0, Math.min(text.length, LARGE - sent));
            }
        });
    }

    @GetMapping("/throws")
    ResponseEntity<StreamingResponseBody> throwing() {
        return text(out -> {
            throw new IllegalStateException("secret of the stream");
        });
    }

    @GetMapping("/throws-late")
    ResponseEntity<StreamingResponseBody> throwingLate() {
        return text(out -> {
            writeHalf(out);
            throw new IllegalStateException("secret of the stream");
        });
    }

    @GetMapping("/hangs/{gate}")
    ResponseEntity<StreamingResponseBody> hanging(@PathVariable String gate) {
        return text(out -> passAndWrite(gates.named(gate), out));
    }

    @GetMapping("/hangs-late/{gate}")
    ResponseEntity<StreamingResponseBody> hangingLate(@PathVariable String gate) {
        return text(out -> {
            writeHalf(out);
            passAndWrite(gates.named(gate), out);
        });
    }

    private static ResponseEntity<StreamingResponseBody> text(StreamingResponseBody body) {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(body);
    }

    private static void writeHalf(OutputStream out) throws IOException {
        out.write(Text.bytes(HALF));
        out.flush();
    }

    private static void passAndWrite(Gate gate, OutputStream out) throws IOException {
        try {
            gate.pass();
            out.write(Text.bytes(HALF));
            out.flush();
            gate.report("written");
        } catch (IOException e) {
            gate.report("refused");
            throw e;
        }
    }
}
