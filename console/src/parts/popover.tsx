import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import './popover.css';

/** A button and what it opens beside itself. `children` is made when it opens, and is told how to close it. */
export function PopoverButton(props: {
  label: ReactNode;
  /** For people who cannot see what is opened. */
  title: string;
  className?: string;
  isDisabled?: boolean;
  children: (close: () => void) => ReactNode;
}) {
  const { label, title, className = '', isDisabled = false, children } = props;
  return (
    <DialogTrigger>
      <Button className={className} isDisabled={isDisabled}>
        {label}
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog className="popover-inner" aria-label={title}>
          {({ close }) => children(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
