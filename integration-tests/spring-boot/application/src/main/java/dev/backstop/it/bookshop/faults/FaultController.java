/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.faults;

import dev.backstop.it.bookshop.pages.Text;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fails, or hangs, before it returns. */
@RestController
@RequestMapping("/faults")
class FaultController {
    private final Gates gates;

    FaultController(Gates gates) {
        this.gates = gates;
    }

    @GetMapping("/throws")
    String throwing() {
        throw new IllegalStateException("secret of the controller");
    }

    @GetMapping("/out-of-memory")
    String outOfMemory() {
        throw new OutOfMemoryError("secret of the controller");
    }

    /** Reports an error without an exception. */
    @GetMapping("/reported")
    void reported(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "secret of the controller");
    }

    /** Throws when half of the page has left. */
    @GetMapping("/throws-late")
    void throwingLate(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getOutputStream().write(Text.bytes(100 * 1024));
        response.flushBuffer();
        throw new IllegalStateException("secret of the controller");
    }

    /** Promises more than it sends. */
    @GetMapping("/short")
    void tooShort(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setContentLength(1000);
        response.getOutputStream().write(Text.bytes(10));
    }

    /** Describes a body that it does not frame itself, as pages that copy the fields of another server do. */
    @GetMapping("/framed")
    ResponseEntity<String> framed() {
        return ResponseEntity.ok().header("Transfer-Encoding", "chunked").body("copied from elsewhere");
    }

    /** Hangs, and returns a page in the end, which Spring writes. */
    @GetMapping("/hangs/{gate}")
    String hanging(@PathVariable String gate) {
        gates.named(gate).pass();
        return "late";
    }

    /** Hangs, and writes in the end. */
    @GetMapping("/hangs-and-writes/{gate}")
    void hangingAndWriting(@PathVariable String gate, HttpServletResponse response) throws IOException {
        gates.named(gate).pass();
        try {
            ServletOutputStream out = response.getOutputStream();
            out.write("late".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            gates.named(gate).report("written");
        } catch (IOException e) {
            gates.named(gate).report("refused");
            throw e;
        }
    }

    /** Hangs when half of the page has left. */
    @GetMapping("/hangs-late/{gate}")
    void hangingLate(@PathVariable String gate, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getOutputStream().write(Text.bytes(100 * 1024));
        response.flushBuffer();
        gates.named(gate).pass();
        response.getOutputStream().write(Text.bytes(1000));
    }

    /** Hangs by itself for so long. */
    @GetMapping("/slow/{millis}")
    String slow(@PathVariable long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return "slow";
    }
}
