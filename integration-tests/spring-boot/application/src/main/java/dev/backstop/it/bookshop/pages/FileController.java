/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.pages;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files in both directions. */
@RestController
class FileController {
    private final Catalogue catalogue;

    FileController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/catalogue")
    ResponseEntity<Resource> download() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("catalogue.txt")
                                .build()
                                .toString())
                .body(catalogue.resource());
    }

    /** Tells what has come. */
    @PostMapping("/upload")
    Map<String, Object> upload(@RequestParam String note, @RequestParam List<MultipartFile> files) throws IOException {
        Map<String, Object> received = new LinkedHashMap<>();
        received.put("note", note);
        for (MultipartFile file : files) {
            CRC32 sum = new CRC32();
            sum.update(file.getBytes());
            received.put(String.valueOf(file.getOriginalFilename()), file.getSize() + " " + sum.getValue());
        }
        return received;
    }
}
