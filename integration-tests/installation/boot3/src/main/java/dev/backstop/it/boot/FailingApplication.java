/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fails in each of its pages but one. */
@SpringBootApplication
@RestController
public class FailingApplication {
    private final ApplicationContext context;

    FailingApplication(ApplicationContext context) {
        this.context = context;
    }

    @GetMapping("/page")
    String page() {
        return "fine";
    }

    @GetMapping("/exception")
    String exception() {
        throw new IllegalStateException("secret of the controller");
    }

    @GetMapping("/reported")
    void reported(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "secret of the controller");
    }

    @GetMapping("/out-of-memory")
    String outOfMemory(HttpServletResponse response) {
        response.setHeader("X-Tenant", "acme");
        response.setHeader("X-Other", "gone");
        throw new OutOfMemoryError("secret of the controller");
    }

    /** What Backstop has registered: order, dispatcher types; nothing if there is no such bean. */
    @GetMapping("/registration")
    String registration() {
        if (!context.containsBean("backstopFilter")) {
            return "none";
        }
        FilterRegistrationBean<?> bean = context.getBean("backstopFilter", FilterRegistrationBean.class);
        return bean.getOrder() + " " + bean.determineDispatcherTypes();
    }

    /** A filter that means to be the first itself. */
    @Bean
    @ConditionalOnProperty("it.throwing-filter")
    FilterRegistrationBean<Filter> aThrowingFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && http.getRequestURI().equals("/filter")) {
                throw new OutOfMemoryError("secret of the filter");
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
