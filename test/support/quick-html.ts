// html-validate finds elements by copying a list at every level of the tree, and reads its configuration
// anew for every page: two thirds of the time that looking at a page took. The same answers, in one pass.
import { HtmlElement, StaticConfigLoader, type ConfigData, type ResolvedConfig } from 'html-validate'

/** The elements below one that are called so, in the order of the document; `*` for all. */
function below(element: HtmlElement, tag: string, found: HtmlElement[]): HtmlElement[] {
  for (const child of element.childElements) {
    if (tag === '*' || child.tagName === tag || child.is(tag)) found.push(child)
    below(child, tag, found)
  }
  return found
}

HtmlElement.prototype.getElementsByTagName = function (this: HtmlElement, tag: string) {
  return below(this, tag, [])
}

/** Reads a configuration once. */
export class OneConfig extends StaticConfigLoader {
  private resolved: ResolvedConfig | Promise<ResolvedConfig> | undefined
  constructor(config: ConfigData) {
    super(config)
  }
  override getConfigFor(handle: string): ResolvedConfig | Promise<ResolvedConfig> {
    return (this.resolved ??= super.getConfigFor(handle))
  }
}
