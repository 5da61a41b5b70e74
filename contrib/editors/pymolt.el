;;; pymolt.el --- pymolt for Emacs 29+, by Eglot  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: MIT

;;; Commentary:
;; (require 'pymolt), then M-x eglot in a Python buffer; or (add-hook 'python-base-mode-hook #'eglot-ensure).
;; Settings of pymolt.toml may stand in `pymolt-settings': '(:target "3.13").

;;; Code:
(require 'eglot)

(defgroup pymolt nil "What breaks when Python code moves to a newer version." :group 'tools)

(defcustom pymolt-command '("pymolt" "lsp")
  "The program and its arguments."
  :type '(repeat string))

(defcustom pymolt-settings nil
  "Settings as in pymolt.toml, a property list; they take the place of the project's."
  :type 'plist)

(defun pymolt--contact (&optional _interactive)
  "How Eglot starts the server."
  (append pymolt-command
          (and pymolt-settings `(:initializationOptions (:settings ,pymolt-settings)))))

(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . pymolt--contact))

(provide 'pymolt)
;;; pymolt.el ends here
