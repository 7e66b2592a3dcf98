# The program alone, built from source. Without settings it runs on its embedded parts, with its data in /data;
# docker-compose.yml gives it a real PostgreSQL, ActiveMQ and SFTP server.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY src/main src/main
RUN --mount=type=cache,target=/maven \
    mvn -B -q -Dmaven.repo.local=/maven -DskipTests -DskipITs -Dspotless.check.skip package \
    && java -Djarmode=tools -jar target/stockrelay.jar extract --destination /app

FROM eclipse-temurin:17-jre
RUN groupadd --gid 10001 stockrelay \
    && useradd --uid 10001 --gid 10001 --home-dir /home/stockrelay --create-home --shell /usr/sbin/nologin stockrelay \
    && mkdir /data /home-files && chown stockrelay:stockrelay /data
# Libraries change less often than the program: a layer of their own.
COPY --from=build /app/lib /app/lib
COPY --from=build /app/stockrelay.jar /app/stockrelay.jar
COPY routes /home-files/routes
COPY mappings /home-files/mappings
COPY config /home-files/config

USER stockrelay
# In a container, "localhost only" is decided by what is published, so the program itself listens on every address.
ENV STOCKRELAY_HOME=/home-files STOCKRELAY_DATA=/data STOCKRELAY_ADDRESS=0.0.0.0
# Where another collector is wanted, set this to it (docs/adr/0017).
ENV JDK_JAVA_OPTIONS=-XX:+UseParallelGC
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD \
    ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${STOCKRELAY_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.. 200' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/stockrelay.jar"]
CMD ["run"]
