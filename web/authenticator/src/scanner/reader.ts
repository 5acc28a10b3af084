/**
 * Reads QR codes from images: with the browser's BarcodeDetector if available, otherwise with jsQR.
 */

export interface Reader {
  read(video: HTMLVideoElement): Promise<string | undefined>;
}

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorKind {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const QR = "qr_code";
/** Sufficient for a code that fills a third of the image. */
const MAX_WIDTH_PIXELS = 800;

export async function makeReader(): Promise<Reader> {
  const kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  if (kind !== undefined && (await kind.getSupportedFormats()).includes(QR)) {
    return new BrowserReader(new kind({ formats: [QR] }));
  }
  const { default: jsQR } = await import("jsqr");
  return new PictureReader((picture) => jsQR(picture.data, picture.width, picture.height)?.data);
}

class BrowserReader implements Reader {
  constructor(private readonly detector: Detector) {}

  async read(video: HTMLVideoElement): Promise<string | undefined> {
    return (await this.detector.detect(video))[0]?.rawValue;
  }
}

class PictureReader implements Reader {
  private readonly canvas = document.createElement("canvas");

  constructor(private readonly decode: (picture: ImageData) => string | undefined) {}

  read(video: HTMLVideoElement): Promise<string | undefined> {
    const scale = Math.min(1, MAX_WIDTH_PIXELS / video.videoWidth);
    this.canvas.width = Math.round(video.videoWidth * scale);
    this.canvas.height = Math.round(video.videoHeight * scale);
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    if (context === null || width === 0 || height === 0) {
      return Promise.resolve(undefined);
    }
    context.drawImage(video, 0, 0, width, height);
    return Promise.resolve(this.decode(context.getImageData(0, 0, width, height)));
  }
}
