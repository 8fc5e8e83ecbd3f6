"""What schemathesis has to know to send archives: `conform.py` names this to it."""

import io
import zipfile

import schemathesis


@schemathesis.serializer("application/zip")
def archive(context, value):
    """Bytes as they are, and the same within an archive where they are few enough to tell apart."""
    data = value if isinstance(value, bytes) else str(value).encode()
    if len(data) % 2:
        return data
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("invoice.csv", data)
    return output.getvalue()
