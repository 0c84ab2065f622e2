// In the words of 2010, for browsers that read no others: a page that cannot begin says so, and is not left blank.
// biome-ignore-all lint: older browsers know no more than this.
(function () {
  var words = {
    en: {
      old: 'This browser is too old for the axon rig. It needs Chrome or Edge 114, Firefox 125, Safari 17, or a later one. On a Chromebook: Settings, About ChromeOS, Check for updates.',
      failed:
        'The axon rig could not begin here. Load the page again; if that does not help, take another browser: Chrome or Edge 114, Firefox 125, Safari 17, or a later one.',
    },
    de: {
      old: 'Dieser Browser ist zu alt für das Axon-Modell. Nötig ist Chrome oder Edge 114, Firefox 125, Safari 17 oder ein neuerer. Auf einem Chromebook: Einstellungen, Über ChromeOS, Nach Updates suchen.',
      failed:
        'Das Axon-Modell konnte hier nicht beginnen. Die Seite neu laden; wenn das nicht hilft, einen anderen Browser nehmen: Chrome oder Edge 114, Firefox 125, Safari 17 oder einen neueren.',
    },
  };
  /** So long a slow computer may take for the first picture [ms]. */
  var LONGEST_MS = 60000;
  var own = /^de/i.test(navigator.language || '') ? words.de : words.en;
  var missing = [];

  function needs(name, isThere) {
    if (!isThere) missing.push(name);
  }

  needs('modules', 'noModule' in document.createElement('script'));
  needs('popover', 'popover' in document.documentElement);
  needs('Worker', typeof Worker === 'function');
  needs('MessageChannel', typeof MessageChannel === 'function');
  needs('ResizeObserver', typeof ResizeObserver === 'function');
  needs('Object.hasOwn', typeof Object.hasOwn === 'function');
  needs('toSorted', typeof [].toSorted === 'function');

  function tell(text, why) {
    if (document.documentElement.hasAttribute('data-begun') || document.getElementById('old-browser')) return;
    var told = document.createElement('p');
    told.id = 'old-browser';
    told.setAttribute('role', 'alert');
    told.appendChild(document.createTextNode(text + (why ? ' (' + why + ')' : '')));
    document.body.insertBefore(told, document.body.firstChild);
  }

  if (missing.length > 0) tell(own.old, missing.join(', '));
  window.addEventListener('error', function (event) {
    tell(own.failed, String(event.message || '').replace(/^Uncaught\s*/, ''));
  });
  window.addEventListener('unhandledrejection', function (event) {
    tell(own.failed, String(event.reason));
  });
  setTimeout(function () {
    tell(own.failed, '');
  }, LONGEST_MS);
})();
