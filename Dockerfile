# The program with nothing but the libraries it needs, and git for --changed-since.
#   docker build --tag shiplint .
#   docker run --rm --volume "$PWD:/work" shiplint check shipments/
#   docker run --publish 127.0.0.1:8080:8080 --env SHIPLINT_TOKEN --volume shiplint:/data shiplint serve --host 0.0.0.0 --data /data
FROM swift:6.3-bookworm AS build
WORKDIR /source
COPY Scripts/install-dependencies Scripts/
RUN Scripts/install-dependencies
COPY . .
RUN make build \
    && swift build --configuration release --product shiplint-serve --static-swift-stdlib -Xlinker -s \
    && for program in shiplint shiplint-serve; do Scripts/runtime-packages .build/release/$program; done | sort -u \
        > /runtime-packages

FROM debian:bookworm-slim
COPY --from=build /runtime-packages /tmp/
RUN apt-get update --quiet=2 \
    && xargs --arg-file=/tmp/runtime-packages apt-get install --yes --quiet=2 --no-install-recommends git tzdata \
    && rm -rf /var/lib/apt/lists/* /tmp/runtime-packages
COPY --from=build /source/.build/release/shiplint /source/.build/release/shiplint-serve /usr/local/bin/
COPY --from=build /source/schemas/ /usr/local/share/shiplint/schemas/
COPY --from=build /source/Scripts/github-action /usr/local/bin/shiplint-github-action
WORKDIR /work
ENTRYPOINT ["shiplint"]
CMD ["check"]
