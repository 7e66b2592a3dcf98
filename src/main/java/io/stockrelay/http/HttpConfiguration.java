package io.stockrelay.http;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What every API call goes through. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new UnknownParameters()).addPathPatterns("/api/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AddressedParties());
    }

    /** Spring's own handlers come before any that is only added, so the list is made anew. */
    @Bean
    SmartInitializingSingleton answersAtOnce(RequestMappingHandlerAdapter adapter, WaitingRoom waiting) {
        return () -> {
            var handlers = Objects.requireNonNull(adapter.getReturnValueHandlers());
            adapter.setReturnValueHandlers(
                    Stream.concat(Stream.of(new AnswersAtOnce(handlers, waiting)), handlers.stream())
                            .toList());
        };
    }
}
