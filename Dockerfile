# Built once, then only the program and the certificates it trusts: no shell is needed to run it.
FROM rust:1.95-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin quartermaster \
    && install -d -o quartermaster -g quartermaster /data
COPY --from=build /src/target/release/quartermaster /usr/local/bin/quartermaster
USER quartermaster
WORKDIR /data
VOLUME /data
ENV QUARTERMASTER_WEB_LISTEN=0.0.0.0:8080 QUARTERMASTER_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["quartermaster", "healthcheck"]
ENTRYPOINT ["quartermaster"]
CMD ["serve"]
