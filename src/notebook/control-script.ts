// JavaScript that runs in pages; see page-script.ts.

/** How one of several figures is chosen: by buttons, each with its label, or by a slider along them. */
export type ChoiceControl = 'buttons' | 'slider';

const OPEN_BOX = `
  const box = document.createElement('div');
  box.className = 'phaselab-control';
  box.style.cssText = 'display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding:6px 16px;font:13px system-ui,sans-serif';`;

/** By control, a function `(labels, onChoice) => element`; the first label is chosen, `onChoice` gets the index of another. */
export const MAKE_CONTROL: Readonly<Record<ChoiceControl, string>> = {
  slider: String.raw`(labels, onChoice) => {${OPEN_BOX}
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: labels.length - 1, step: 1, value: 0 });
  const output = Object.assign(document.createElement('output'), { textContent: labels[0] });
  const speak = () => slider.setAttribute('aria-valuetext', output.textContent);
  slider.oninput = () => {
    output.textContent = labels[slider.value];
    speak();
    onChoice(Number(slider.value));
  };
  speak();
  box.append(slider, output);
  return box;
}`,
  buttons: String.raw`(labels, onChoice) => {${OPEN_BOX}
  const press = pressed => buttons.forEach((button, index) => {
    button.setAttribute('aria-pressed', String(index === pressed));
    button.style.opacity = index === pressed ? '1' : '0.6';
    button.style.fontWeight = index === pressed ? '600' : '400';
  });
  const buttons = labels.map((label, index) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    button.style.cssText = 'font:inherit;color:inherit;padding:3px 10px;border-radius:12px;cursor:pointer;border:1px solid currentColor;background:none';
    button.onclick = () => {
      press(index);
      onChoice(index);
    };
    return button;
  });
  press(0);
  box.append(...buttons);
  return box;
}`,
};
