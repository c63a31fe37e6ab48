import { defineRule } from '../../synth/define-rule';
import { ImageVersion, readImage } from '../images/image-reference';
import { COLLECTOR } from './subject';

/** The image is of the version that the rules know. Rules can report too much or too little about other versions. */
export const imageVersion = defineRule({
  id: 'image/version',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'an upstream image is of another version than the rules know, or of no fixed version',
  check: ({ image, release }) => {
    const known = ImageVersion.tryRead(release?.version);
    if (release === undefined || known === undefined) return [];
    const { tag = 'latest', hasDigest } = readImage(image);
    const version = ImageVersion.tryRead(tag);
    const message =
      version === undefined
        ? isMoving(tag) && !hasDigest && `the image ${image} has no fixed version, and the rules know version ${known.text}`
        : !version.isSameAs(known) && `the image ${image} is of version ${version.text}, and the rules know version ${known.text}`;
    if (message === false) return [];
    return [
      {
        location: 'spec.image',
        message,
        fix: `Set the tag ${known.text}. For a different version, check the configuration with its image, then set this rule to off.`,
      },
    ];
  },
});

/** Whether a tag names another image after each release. */
function isMoving(tag: string): boolean {
  return tag === 'latest' || tag === 'nightly';
}
