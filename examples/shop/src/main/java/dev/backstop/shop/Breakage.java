/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The ways in which the application breaks. None is contrived: each is what application code does every day. */
@SuppressWarnings("DoNotCallSuggester") // Always to throw is what they are for.
final class Breakage {

    /** Personal data, as exception messages have it. */
    static final String CUSTOMER = "jane.doe@example.org";

    /** The inside of the house, as exception messages have it. */
    static final String DATABASE = "10.4.0.17";

    private static final String STATEMENT =
            "SELECT card_number, balance FROM customer WHERE email = '" + CUSTOMER + "' FOR UPDATE";

    private Breakage() {}

    static void exception(HttpServletRequest request, HttpServletResponse response) {
        throw noPriceList();
    }

    static void outOfMemory(HttpServletRequest request, HttpServletResponse response) {
        // No virtual machine has an array of that length, however large its heap.
        long[] everything = new long[Integer.MAX_VALUE];
        response.setContentLength(everything.length);
    }

    static void stackOverflow(HttpServletRequest request, HttpServletResponse response) {
        Category shoes = new Category();
        shoes.parent = shoes;
        response.setIntHeader("X-Depth", depth(shoes));
    }

    static void halfPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OwnPages.describe(request, response);
        response.setHeader("Content-Encoding", "gzip");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader("ETag", "\"trail-jacket-7\"");
        ByteArrayOutputStream half = new ByteArrayOutputStream();
        OutputStream gzip = new GZIPOutputStream(half, true);
        gzip.write(OwnPages.half(request).getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        response.getOutputStream().write(half.toByteArray());
        throw noPriceList();
    }

    static void earlyFlush(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OwnPages.describe(request, response);
        response.getWriter().write(OwnPages.half(request));
        response.flushBuffer();
        throw noPriceList();
    }

    static void sqlError(HttpServletRequest request, HttpServletResponse response) throws SQLException {
        throw new SQLException(
                "Deadlock found at shop_rw@" + DATABASE + ":5432 when trying: " + STATEMENT, "40001", 1213);
    }

    static void sendError(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(500, "login of shop_rw at " + DATABASE + " refused: wrong password 'hunter2'");
    }

    static void bareStatus(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(500);
    }

    static void tooLate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=utf-8");
        byte[] row = "TJ-4711;Trail jacket;129.00;EUR;\n".repeat(32).getBytes(StandardCharsets.UTF_8);
        for (int sent = 0; sent < 1 << 20; sent += row.length) {
            response.getOutputStream().write(row);
        }
        response.flushBuffer();
        throw noPriceList();
    }

    static void unavailable(HttpServletRequest request, HttpServletResponse response) throws UnavailableException {
        throw new UnavailableException("failing over from " + DATABASE, 30);
    }

    static void hang(HttpServletRequest request, HttpServletResponse response) throws InterruptedException {
        // A pool without a connection to give. In the end the thread comes back, or a few visits would use all of them
        // up.
        Thread.sleep(Patience.OF_PROXY.plusSeconds(2).toMillis());
    }

    static void lostTask(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync().setTimeout(0);
        // Here the task would be handed to a thread that never gets to it.
    }

    static void badStatus(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(0);
        response.getWriter().write("{}");
    }

    private static int depth(Category category) {
        return category.parent == null ? 0 : 1 + depth(category.parent);
    }

    private static IllegalStateException noPriceList() {
        return new IllegalStateException("no price list for customer " + CUSTOMER);
    }

    /** A node of a tree, which somebody has made its own parent. */
    private static final class Category {
        private @Nullable Category parent;
    }
}
