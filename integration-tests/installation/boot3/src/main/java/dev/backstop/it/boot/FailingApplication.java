/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

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

    /** Left to a method of its own, which fails; its failure ends in a line of Spring's. */
    @GetMapping("/async-method")
    DeferredResult<String> asyncMethod() {
        DeferredResult<String> result = new DeferredResult<>(0L);
        context.getBean(AsyncService.class).answer(result);
        return result;
    }

    /** Left to a pool, whose future nobody asks. */
    @GetMapping("/lost-task")
    DeferredResult<String> lostTask() {
        DeferredResult<String> result = new DeferredResult<>(0L);
        ForkJoinPool.commonPool().submit(() -> {
            if (result.setResult(secret())) {
                throw new IllegalStateException("a failure is no result");
            }
        });
        return result;
    }

    private static String secret() {
        throw new IllegalStateException("secret of the task");
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
