/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.pages;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.view.RedirectView;

/** Small pages and what servlets do beside writing them. */
@RestController
@RequestMapping("/pages")
class PageController {
    @GetMapping(path = "/text", produces = MediaType.TEXT_PLAIN_VALUE)
    String text() {
        return "plain, with an umlaut: ü";
    }

    @GetMapping("/json")
    Map<String, Object> json() {
        return Map.of("shop", "bookshop");
    }

    /** Text that is worth compressing, or not, by its length. */
    @GetMapping(path = "/text/{length}", produces = MediaType.TEXT_PLAIN_VALUE)
    byte[] text(@PathVariable int length) {
        return Text.bytes(length);
    }

    /** The same by the servlet's own stream, of a length that nobody has told before. */
    @GetMapping("/stream/{length}")
    void stream(@PathVariable int length, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getOutputStream().write(Text.bytes(length));
    }

    /** The same by the servlet's writer. */
    @GetMapping("/writer/{length}")
    void writer(@PathVariable int length, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().write(new String(Text.bytes(length), StandardCharsets.US_ASCII));
    }

    @GetMapping("/cached")
    ResponseEntity<String> cached() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .header(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from("seen", "1").httpOnly(true).build().toString())
                .header("X-Twice", "one", "two")
                .body("cached");
    }

    @GetMapping("/redirect")
    RedirectView redirect() {
        return new RedirectView("/pages/text");
    }

    @GetMapping("/forward")
    void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.getRequestDispatcher("/pages/text").forward(request, response);
    }

    @GetMapping("/empty")
    ResponseEntity<Void> empty() {
        return ResponseEntity.noContent().build();
    }

    /** Counts the visits of one visitor. */
    @GetMapping("/session")
    Map<String, Object> session(HttpSession session) {
        int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
        session.setAttribute("visits", visits);
        return Map.of("visits", visits);
    }

    @GetMapping("/square")
    int square(@RequestParam int of) {
        return of * of;
    }
}
