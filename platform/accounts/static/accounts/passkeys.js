// Says in words what went wrong with a passkey, and hides what this browser cannot do.
(function () {
  "use strict"
  const forms = document.querySelectorAll("[data-passkey]")
  if (!window.PublicKeyCredential) {
    forms.forEach(function (form) { form.hidden = true })
  }
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault()
    document.querySelectorAll("[data-passkey-problem]").forEach(function (problem) { problem.hidden = false })
  })
})()
